import type { Collection, Db } from 'mongodb';
import { isDuplicate, reach } from './faults.js';

/**
 * A lane is what all workers share: so many slots, each a lease, and a gate that may be shut for a while.
 * Leases compare the clocks of workers, which must agree to within a few seconds.
 */
export interface Lane {
  /** Creates what is missing. */
  prepare(): Promise<void>;
  /** The name of a slot that is now the holder's for `leaseMs`, or null if all are held. */
  take(holder: string): Promise<string | null>;
  /** Whether the slot is still the holder's; it then is for another `leaseMs`. */
  renew(slot: string, holder: string): Promise<boolean>;
  release(slot: string, holder: string): Promise<void>;
  /** When the gate opens, or null if it is open. */
  shutUntil(): Promise<Date | null>;
  /** Passes the gate, which then stays shut for `intervalMs`; false if another passed first. */
  pass(intervalMs: number): Promise<boolean>;
  /** Shuts the gate until then; never opens it earlier. */
  shut(until: Date): Promise<void>;
}

interface LaneDocument {
  _id: string;
  holder?: string | null;
  until?: Date;
  notBefore?: Date;
}

const LONG_AGO = new Date(0);

export interface LaneOptions {
  db: Db;
  name: string;
  slots: number;
  leaseMs: number;
  clock(): Date;
}

export function openLane({ db, name, slots, leaseMs, clock }: LaneOptions): Lane {
  const lanes: Collection<LaneDocument> = db.collection('lanes');
  const names = Array.from({ length: slots }, (_, i) => `${name}:${i}`);
  const later = (ms: number) => new Date(clock().getTime() + ms);

  async function create(document: LaneDocument): Promise<void> {
    try {
      await lanes.insertOne(document);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }

  return {
    prepare: () =>
      reach(async () => {
        await create({ _id: name, notBefore: LONG_AGO });
        for (const _id of names) await create({ _id, holder: null, until: LONG_AGO });
      }),
    take: (holder) =>
      reach(async () => {
        const free = { _id: { $in: names }, until: { $lte: clock() } };
        // Looked at first, as waiting holders ask often and a write that changes nothing costs as much as another.
        if (!(await lanes.findOne(free, { projection: { _id: 1 } }))) return null;
        const taken = await lanes.findOneAndUpdate(free, { $set: { holder, until: later(leaseMs) } });
        return taken?._id ?? null;
      }),
    renew: (slot, holder) =>
      reach(async () => {
        const renewed = await lanes.updateOne({ _id: slot, holder }, { $set: { until: later(leaseMs) } });
        return renewed.matchedCount === 1;
      }),
    release: (slot, holder) =>
      reach(async () => {
        await lanes.updateOne({ _id: slot, holder }, { $set: { holder: null, until: LONG_AGO } });
      }),
    shutUntil: () =>
      reach(async () => {
        const gate = await lanes.findOne({ _id: name });
        return gate?.notBefore && gate.notBefore > clock() ? gate.notBefore : null;
      }),
    pass: (intervalMs) =>
      reach(async () => {
        const open = { _id: name, notBefore: { $lte: clock() } };
        const passed = await lanes.updateOne(open, { $set: { notBefore: later(intervalMs) } });
        return passed.matchedCount === 1;
      }),
    shut: (until) =>
      reach(async () => {
        await lanes.updateOne({ _id: name }, { $max: { notBefore: until } });
      }),
  };
}
