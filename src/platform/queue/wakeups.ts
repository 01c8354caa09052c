import { setTimeout as delay } from 'node:timers/promises';
import { MongoJobRepository } from '@agendajs/mongo-backend';
import {
  Agenda,
  type AgendaBackend,
  InMemoryNotificationChannel,
  type JobParameters,
  type Job as Wakeup,
} from 'agenda';
import type { Document } from 'mongodb';
import { isDuplicate, reach } from './faults.js';
import type { Queue } from './queue.js';

/**
 * Durable calls to work. A wake-up only says that there is something to do, and is delivered at least once: to any
 * process that serves, again when a server of it dies, at once within the process that added it.
 */
export interface Wakeups {
  /** Adds one wake-up for each subject, due now. Never rejects: while the queue is away it is tried again behind. */
  add(subjects: string[]): Promise<void>;
  /** Adds a wake-up for the subject unless one of any subject is due that nobody serves yet. Rejects while the queue is away. */
  addUnlessDue(subject: string): Promise<void>;
  /** Adds a wake-up for the subject unless one waits that nobody serves yet. Rejects while the queue is away. */
  addUnlessWaiting(subject: string): Promise<void>;
  /** Removes the wake-ups of subjects that are done, but for those being served. */
  remove(subjects: string[]): Promise<void>;
  /** How many will still ring. */
  count(): Promise<number>;
  serve(server: WakeupServer): Promise<WakeupService>;
  /** Rejects nothing; what is being served is not waited for. */
  close(): Promise<void>;
}

export interface WakeupServer {
  /** How many are served at once in this process. */
  concurrency: number;
  /** After this many milliseconds without `touch` another process may serve the same wake-up. */
  lockMs: number;
  /** Resolves with when this wake-up should ring again, or null if it has done its work. Must not reject. */
  ring(touch: () => Promise<void>): Promise<Date | null>;
}

export interface WakeupService {
  /** Takes no more; resolves when what is being served has ended and is recorded. */
  stop(): Promise<void>;
}

interface WakeupsOptions {
  queue: Queue;
  collection: string;
  name: string;
  /** Under which key of its data a wake-up names its subject. */
  subjectKey: string;
  /** Told of every fault that Agenda met; it goes on by itself. */
  onError(error: Error): void;
  /** Milliseconds between two looks for due wake-ups, of other processes or of before. */
  pollMs?: number;
}

const POLL_MS = 1_000;
const RECONNECT_MS = 500;

export function createWakeups({
  queue,
  collection,
  name,
  subjectKey,
  onError,
  pollMs = POLL_MS,
}: WakeupsOptions): Wakeups {
  const subjectField = `data.${subjectKey}`;
  const stored = queue.db.collection(collection);
  const repository = new Repository(queue, collection, subjectField, onError);
  const channel = new InMemoryNotificationChannel();
  const agenda = new Agenda({
    backend: repository.backend,
    notificationChannel: channel,
    processEvery: pollMs,
  });
  agenda.on('error', (error: Error) => {
    // Half way through the lock Agenda looks at a wake-up that it runs. One that was done and removed in that moment seems to
    // have lost its lock; there is nothing left to do for it.
    if (!error.message.includes('no lockedAt date found')) onError(error);
  });

  /** Has Agenda look at once. Without a date it looks whatever it thinks of the next due time. */
  function look(): void {
    if (channel.state !== 'connected') return;
    channel
      .publish({ jobId: '', jobName: name, nextRunAt: null, priority: 0, timestamp: new Date() } as never)
      .catch(onError);
  }

  /** Tried until it succeeds. */
  async function insertLater(insert: () => Promise<unknown>): Promise<void> {
    while (!repository.closed) {
      await delay(RECONNECT_MS, undefined, { ref: false });
      try {
        await insert();
        return look();
      } catch (error) {
        onError(error as Error);
      }
    }
  }

  async function add(subjects: string[]): Promise<void> {
    if (subjects.length === 0) return;
    const due = new Date();
    // As `agenda.now` would save each, in one command.
    const wakeups = subjects.map((subject) =>
      agenda
        .create(name, { [subjectKey]: subject })
        .schedule(due)
        .toJson(true),
    );
    // The driver has given each its id by a second try, so what an earlier one stored is not stored twice.
    const insert = (some: JobParameters[]) =>
      reach(async () => {
        await stored.insertMany(some as Document[], { ordered: false }).catch((error) => {
          if (!isDuplicate(error)) throw error;
        });
      });
    try {
      // Agenda locks all it finds before it runs the first, so the first is there alone for a moment.
      for (const some of [wakeups.slice(0, 1), wakeups.slice(1)]) {
        if (some.length === 0) continue;
        await insert(some);
        look();
      }
    } catch (error) {
      onError(error as Error);
      void insertLater(() => insert(wakeups));
    }
  }

  async function remove(subjects: string[]): Promise<void> {
    await reach(() => stored.deleteMany({ name, [subjectField]: { $in: subjects }, lockedAt: null }));
  }

  return {
    add,
    async addUnlessWaiting(subject) {
      const waiting = { name, [subjectField]: subject, lockedAt: null, nextRunAt: { $ne: null } };
      // Two processes may both find none: a wake-up too many finds nothing to do.
      if (!(await reach(() => stored.findOne(waiting, { projection: { _id: 1 } })))) await add([subject]);
    },
    async addUnlessDue(subject) {
      const due = { name, lockedAt: null, nextRunAt: { $lte: new Date() } };
      if (!(await reach(() => stored.findOne(due, { projection: { _id: 1 } })))) await add([subject]);
    },
    remove,
    count: () =>
      reach(() =>
        stored.countDocuments({ name, $or: [{ nextRunAt: { $ne: null } }, { lockedAt: { $ne: null } }] }),
      ),
    async serve({ concurrency, lockMs, ring }) {
      const serving = new Set<string>();
      let idle = () => {};
      agenda.maxConcurrency(concurrency);
      agenda.define(
        name,
        async (wakeup: Wakeup) => {
          serving.add(idOf(wakeup));
          const again = await ring(() => reach(() => wakeup.touch()));
          // Agenda stores the time after a success. Removed here rather than by Agenda, as it then tells of the end last.
          if (again) wakeup.attrs.nextRunAt = again;
          else await wakeup.remove();
        },
        // None is locked ahead: one that waits locally past its lock life would never leave Agenda's list of locked ones.
        { concurrency, lockLimit: concurrency, lockLifetime: lockMs },
      );
      agenda.on(`complete:${name}`, (wakeup: Wakeup) => {
        serving.delete(idOf(wakeup));
        if (serving.size === 0) idle();
        // Agenda frees the place of this one right after the event; then the next is looked for without a pause.
        setImmediate(look);
      });
      await agenda.start();
      return {
        async stop() {
          await reach(() => agenda.stop(false)).catch(onError);
          if (serving.size > 0) await new Promise<void>((resolve) => (idle = resolve));
        },
      };
    },
    async close() {
      repository.close();
      await agenda.stop(false).catch(onError);
    },
  };
}

function idOf(wakeup: Wakeup): string {
  return String(wakeup.attrs._id);
}

/** Agenda's storage on a connection that is there already. */
class Repository extends MongoJobRepository {
  closed = false;
  readonly #subjectField: string;
  readonly #onError: (error: Error) => void;

  constructor(queue: Queue, collection: string, subjectField: string, onError: (error: Error) => void) {
    super({ mongo: queue.db, db: { collection } });
    this.#subjectField = subjectField;
    this.#onError = onError;
  }

  /** Without the journal of events that Agenda's own backend would set up. */
  get backend(): AgendaBackend {
    return {
      name: 'MongoDB',
      repository: this,
      ownsConnection: false,
      connect: () => this.connect(),
      disconnect: async () => {},
    };
  }

  /** Agenda catches nothing here, so it is tried until it succeeds. */
  override async connect(): Promise<void> {
    while (!this.closed) {
      try {
        await super.connect();
        await this.collection.createIndex({ [this.#subjectField]: 1 });
        return;
      } catch (error) {
        this.#onError(error as Error);
        await delay(RECONNECT_MS);
      }
    }
  }

  /** Agenda does not wait for this one and so would leave its rejection unhandled. */
  override async unlockJob(job: JobParameters): Promise<void> {
    try {
      await super.unlockJob(job);
    } catch (error) {
      this.#onError(error as Error);
    }
  }

  close(): void {
    this.closed = true;
  }
}
