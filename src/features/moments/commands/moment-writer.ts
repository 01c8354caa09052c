import { ClockchainError } from '../../../errors.js';
import { type Graph, gaveNoAnswer, type Row, type Run, statement } from '../../../platform/graph/index.js';
import type { Neighbour } from '../domain/duplicate.js';
import { asStored, type MomentRow, toMoment } from '../queries/moment.js';
import { findNeighbours } from './find-neighbours.js';
import { hubRow, momentRow } from './moment-rows.js';
import { recordGenerations } from './record-generation.js';
import type { MomentToWrite, WriteResult } from './written.js';

const create = statement('moment/create');
const joinHubs = statement('moment/join-hubs');

/** Moments in one transaction at most. The more, the less each costs: of 256 two thirds of what it costs the server of 64. */
const MAX_BATCH = 512;

/** What waits longer than some ten seconds has been given up by its client: better it is refused at once. */
const MAX_WAITING = 8_192;

export interface MomentWriter {
  /**
   * Resolves once the moment, its hubs and its generation are durable, or with what stands at its path already. Rejects
   * with SERVICE_UNAVAILABLE where too many wait.
   */
  write(item: MomentToWrite): Promise<WriteResult>;
}

interface CreatedRow extends Row {
  id: string;
  standing: MomentRow['moment'] | null;
}

interface Waiting {
  item: MomentToWrite;
  resolve(result: WriteResult): void;
  reject(error: unknown): void;
}

/**
 * The one writer of moments in a process. What arrives while a transaction is under way shares the next one: one
 * commit for many, and no two transactions of a process that wait for each other's tags.
 */
export function createMomentWriter({ graph }: { graph: Graph }): MomentWriter {
  const waiting: Waiting[] = [];
  let writing = false;

  async function drain(): Promise<void> {
    if (writing) return;
    writing = true;
    try {
      while (waiting.length > 0) {
        const away = await settle(graph, waiting.splice(0, MAX_BATCH));
        // They have waited as long as those that are refused.
        if (away) for (const { reject } of waiting.splice(0)) reject(away);
      }
    } finally {
      writing = false;
    }
  }

  return {
    write: (item) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= MAX_WAITING) return reject(tooMany());
        waiting.push({ item, resolve, reject });
        // A turn of the event loop lets requests that arrived together share the first transaction too.
        setImmediate(drain);
      }),
  };
}

function tooMany(): ClockchainError {
  const message = 'More is being written than can be done soon; try again shortly.';
  return new ClockchainError('SERVICE_UNAVAILABLE', message, { retryAfter: 5 });
}

/**
 * Writes a batch; if Neo4j refuses it, each item alone, so that one bad item spoils no other. Resolves with the fault
 * if the graph is away, which is told to all of them at once. Never throws.
 */
async function settle(graph: Graph, batch: Waiting[]): Promise<unknown> {
  try {
    const results = await graph.transaction((run) =>
      writeBatch(
        run,
        batch.map(({ item }) => item),
      ),
    );
    batch.forEach(({ resolve }, i) => {
      resolve(results[i]!);
    });
  } catch (error) {
    const away = gaveNoAnswer(error);
    if (away || batch.length === 1) {
      for (const { reject } of batch) reject(error);
      return away ? error : null;
    }
    for (const next = [...batch]; next.length > 0; ) {
      const fault = await settle(graph, next.splice(0, 1));
      if (fault) for (const { reject } of next.splice(0)) reject(fault);
      if (fault) return fault;
    }
  }
  return null;
}

/** By id, what stood at the time and place of each described moment, those of the same batch before it included. */
async function neighboursBefore(run: Run, items: MomentToWrite[]): Promise<Map<string, Neighbour[]>> {
  const described = items.filter(({ generation }) => !generation).map(({ moment }) => moment);
  if (described.length === 0) return new Map();
  const places = new Map(items.map(({ moment }, i) => [moment.properties.id, i]));
  const found = await findNeighbours(run, described);
  return new Map(
    [...found].map(([id, standing]) => [
      id,
      standing.filter((each) => (places.get(each.id) ?? -1) < places.get(id)!),
    ]),
  );
}

async function writeBatch(run: Run, items: MomentToWrite[]): Promise<WriteResult[]> {
  // In path order, so that two processes lock what they share in the same order.
  const sorted = [...items].sort((a, b) => (a.moment.properties.path < b.moment.properties.path ? -1 : 1));
  const [created, , neighbours] = await Promise.all([
    run<CreatedRow>(create, {
      rows: sorted.map(({ moment }) => momentRow(moment)),
    }),
    run(joinHubs, { rows: sorted.map(({ moment }) => hubRow(moment)) }),
    neighboursBefore(run, items),
  ]);
  const described = new Map(items.map(({ moment }) => [moment.properties.id, moment.properties]));
  const results = new Map<string, WriteResult>(
    created.map(({ id, standing }) => [
      id,
      standing
        ? { created: false, moment: toMoment({ moment: standing }), neighbours: [] }
        : { created: true, moment: asStored(described.get(id)!), neighbours: neighbours.get(id) ?? [] },
    ]),
  );
  const resultOf = ({ moment }: MomentToWrite) => results.get(moment.properties.id)!;
  await recordGenerations(run, sorted, resultOf);
  return items.map(resultOf);
}
