import type { Collection, Db } from 'mongodb';
import { passed } from './deadline.js';
import { isDuplicate, reach } from './faults.js';

/**
 * A lane is what all workers share: so many slots, each a lease.
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
}

interface Slot {
  _id: string;
  holder: string | null;
  until: Date | null;
  /** When `until` was set. */
  since?: Date;
}

export interface LaneOptions {
  db: Db;
  name: string;
  slots: number;
  leaseMs: number;
  clock(): Date;
}

export function openLane({ db, name, slots, leaseMs, clock }: LaneOptions): Lane {
  const lanes: Collection<Slot> = db.collection('lanes');
  const names = Array.from({ length: slots }, (_, i) => `${name}:${i}`);

  function lease(): Pick<Slot, 'since' | 'until'> {
    const since = clock();
    return { since, until: new Date(since.getTime() + leaseMs) };
  }

  return {
    prepare: () =>
      reach(async () => {
        const free = names.map((_id) => ({ _id, holder: null, until: null }));
        await lanes.insertMany(free, { ordered: false }).catch((error) => {
          if (!isDuplicate(error)) throw error;
        });
      }),
    take: (holder) =>
      reach(async () => {
        const free = { _id: { $in: names }, ...passed('until', 'since', clock()) };
        // Looked at first, as waiting holders ask often and a write that changes nothing costs as much as another.
        if (!(await lanes.findOne(free, { projection: { _id: 1 } }))) return null;
        const taken = await lanes.findOneAndUpdate(free, { $set: { holder, ...lease() } });
        return taken?._id ?? null;
      }),
    renew: (slot, holder) =>
      reach(async () => {
        const renewed = await lanes.updateOne({ _id: slot, holder }, { $set: lease() });
        return renewed.matchedCount === 1;
      }),
    release: (slot, holder) =>
      reach(async () => {
        await lanes.updateOne({ _id: slot, holder }, { $set: { holder: null, until: null } });
      }),
  };
}
