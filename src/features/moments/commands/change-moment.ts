import { ClockchainError } from '../../../errors.js';
import { type Run, statement } from '../../../platform/graph/index.js';
import { turnLinks } from '../../links/commands/turn-links.js';
import type { NewMoment } from '../domain/moment.js';
import { type Moment, type MomentRow, toMoment } from '../queries/moment.js';
import { hubRow, momentRow } from './moment-rows.js';

const lock = statement('moment/lock');
const lockNeighbours = statement('moment/lock-neighbours');
const replace = statement('moment/replace');
const joinHubs = statement('moment/join-hubs');
const sweepHubs = statement('moment/sweep-hubs');

/** The moment at a path, locked until the transaction ends. Throws NOT_FOUND. */
export async function lockMoment(run: Run, path: string): Promise<Moment> {
  const [row] = await run<MomentRow>(lock, { path });
  if (!row) throw new ClockchainError('NOT_FOUND', `No moment stands at ${path}.`, { path });
  return toMoment(row);
}

/** As `lockMoment`, with all that it is linked with: for what changes whether its links are counted as public. */
export async function lockWithNeighbours(run: Run, path: string): Promise<Moment> {
  const moment = await lockMoment(run, path);
  await run(lockNeighbours, { id: moment.id });
  return moment;
}

/**
 * Puts a moment described anew in the place of the one that stood: properties, hubs with none left empty, and links that
 * are the same both ways turned to lead from the earlier moment still.
 */
export async function replaceMoment(run: Run, stood: Moment, moment: NewMoment): Promise<Moment> {
  const { id, path, properties } = momentRow(moment);
  const [row] = await run<{ left: string[] }>(replace, { id, properties });
  await run(joinHubs, { rows: [hubRow(moment)] });
  await sweepEmptyHubs(run, row!.left);
  if (stood.sortKey !== moment.properties.sortKey || stood.path !== path) await turnLinks(run, id);
  return lockMoment(run, path);
}

/** Places are swept from the city outwards. */
export async function sweepEmptyHubs(run: Run, hubs: string[]): Promise<void> {
  for (let left = hubs; left.length > 0; ) {
    const [row] = await run<{ outer: string[] }>(sweepHubs, { hubs: left });
    left = row?.outer ?? [];
  }
}
