import type { Collection, Db } from 'mongodb';
import { hasPassed, passed } from './deadline.js';
import { isDuplicate, reach } from './faults.js';

/**
 * A gate before what all workers share: it may be shut for a while, let one pass every so often, or be closed by hand
 * until it is opened again. It keeps its state over restarts.
 */
export interface Gate {
  /** Creates it if there is none, and notes what the workers behind it go by. */
  prepare(settings: GateSettings): Promise<void>;
  state(): Promise<GateState>;
  /** Passes the gate, which then lets nobody else pass for `intervalMs`; false if it is not open. */
  pass(intervalMs: number): Promise<boolean>;
  /** Shuts the gate until then; never opens it earlier. */
  shut(until: Date): Promise<void>;
  /** Closes or opens it by hand; once this resolves every process sees it so. */
  setPaused(paused: boolean): Promise<void>;
}

export interface GateSettings {
  concurrency: number;
  ratePerMinute: number | null;
}

export interface GateState {
  paused: boolean;
  /** How long until somebody may pass, in milliseconds, unless it is paused; 0 if it is open. */
  opensInMs: number;
  /** As the worker that started last has it; null before the first. */
  settings: GateSettings | null;
}

interface GateDocument {
  _id: string;
  paused?: boolean;
  settings?: GateSettings;
  /** Who passes next, and when that was set. */
  notBefore?: Date;
  passedAt?: Date;
  shutUntil?: Date;
  shutAt?: Date;
}

export function openGate({ db, name, clock }: { db: Db; name: string; clock(): Date }): Gate {
  const gates: Collection<GateDocument> = db.collection('gates');

  async function keep(fields: Partial<GateDocument>): Promise<void> {
    const update = () => gates.updateOne({ _id: name }, { $set: fields }, { upsert: true });
    // Two that both find no gate may both try to create it.
    await update().catch((error) => {
      if (!isDuplicate(error)) throw error;
      return update();
    });
  }

  return {
    prepare: (settings) => reach(() => keep({ settings })),
    state: () =>
      reach(async () => {
        const now = clock();
        const gate = await gates.findOne({ _id: name });
        const deadlines = [
          { until: gate?.notBefore, setAt: gate?.passedAt },
          { until: gate?.shutUntil, setAt: gate?.shutAt },
        ].filter(({ until, setAt }) => !hasPassed(until, setAt, now));
        return {
          paused: gate?.paused ?? false,
          opensInMs: Math.max(0, ...deadlines.map(({ until }) => Number(until) - now.getTime())),
          settings: gate?.settings ?? null,
        };
      }),
    pass: (intervalMs) =>
      reach(async () => {
        const now = clock();
        const open = {
          _id: name,
          paused: { $ne: true },
          $and: [passed('notBefore', 'passedAt', now), passed('shutUntil', 'shutAt', now)],
        };
        const notBefore = new Date(now.getTime() + intervalMs);
        const { matchedCount } = await gates.updateOne(open, { $set: { notBefore, passedAt: now } });
        return matchedCount === 1;
      }),
    shut: (until) =>
      reach(async () => {
        const now = clock();
        const opensEarlier = {
          $or: [{ shutUntil: { $lt: until } }, passed('shutUntil', 'shutAt', now)],
        };
        await gates.updateOne({ _id: name, ...opensEarlier }, { $set: { shutUntil: until, shutAt: now } });
      }),
    setPaused: (paused) => reach(() => keep({ paused })),
  };
}
