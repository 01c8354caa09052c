import { ClockchainError } from '../../errors.js';
import type { LinkImport } from '../../features/transfer/domain/link-request.js';
import {
  checkLink,
  checkMoment,
  type MomentImport,
  type ReadRecord,
  readRecord,
} from '../../features/transfer/domain/read-record.js';
import { CliError, EXIT } from '../cli-error.js';
import { type Checkpoint, NOTHING, type State, type Tally } from './checkpoint.js';
import { type BatchEnd, InFlight } from './in-flight.js';
import { LinkSpool, type SpooledLink } from './link-spool.js';
import { Pace } from './pace.js';
import { type Problems, problemOf } from './problems.js';
import type { Row } from './rows.js';
import { type Outcome, type Receiver, sendLinks, sendMoments } from './send.js';

/** Characters of one request; half of what the service takes unless told otherwise would be plenty. */
const BATCH_SIZE = 400_000;
const IN_FLIGHT = 4;
const SAVE_EVERY_MS = 1_000;

export interface ImportOptions {
  /** Of moments that name none. */
  visibility: string;
  admin: boolean;
}

export interface Imported {
  tally: Tally;
  /** Links left to be derived anew. */
  derived: number;
  /** Rows that hold neither header nor end. */
  rows: number;
  /** An export that lacks its last line, or tells of another number. */
  cutOff: boolean;
}

/** What a row says, checked as far as that can be without the graph. Bad ones go to `problems`. */
async function* checkedRows(
  rows: AsyncIterable<Row>,
  { visibility, admin }: ImportOptions,
  problems: Problems,
): AsyncGenerator<{ line: number; record: ReadRecord | null }> {
  for await (const { line, value, problem } of rows) {
    try {
      if (problem) throw problem;
      const record = readRecord(value);
      if (record.kind === 'link') checkLink(record.link, { admin });
      if (record.kind === 'moment') {
        record.moment.visibility ??= visibility;
        checkMoment(record.moment, { admin });
        record.links = record.links.filter((link) => isGood(link));
      }
      yield { line, record };
    } catch (error) {
      if (!(error instanceof ClockchainError)) throw error;
      problems.add(problemOf(line, 'row', error));
      yield { line, record: null };
    }

    function isGood(link: LinkImport): boolean {
      try {
        checkLink(link, { admin });
        return true;
      } catch (error) {
        if (!(error instanceof ClockchainError)) throw error;
        problems.add(problemOf(line, 'link', error));
        return false;
      }
    }
  }
}

/** Reads all rows, checks them and sends nothing. */
export async function checkRows(
  rows: AsyncIterable<Row>,
  options: ImportOptions,
  problems: Problems,
): Promise<{ moments: number; links: number; derived: number; bad: number }> {
  const found = { moments: 0, links: 0, derived: 0, bad: 0 };
  for await (const { record } of checkedRows(rows, options, problems)) {
    if (record === null) found.bad += 1;
    else if (record.kind === 'moment') {
      found.moments += 1;
      found.links += record.links.length;
    } else if (record.kind === 'link') found.links += 1;
    else if (record.kind === 'derived') found.derived += 1;
  }
  return found;
}

interface Deps extends Receiver {
  problems: Problems;
  checkpoint: Checkpoint;
  onProgress(state: State): void;
}

/**
 * Stores moments, then links, in batches of which a few are under way at once; memory stays bounded whatever the file. Throws a CliError
 * when the service cannot be reached or the person stops; the checkpoint then says how far it came.
 */
export async function importRows(
  deps: Deps,
  rows: AsyncIterable<Row>,
  options: ImportOptions,
): Promise<Imported> {
  const { checkpoint } = deps;
  let savedAt = 0;
  const from = checkpoint.load();
  const flight = new InFlight(IN_FLIGHT, from, (state) => {
    deps.onProgress(state);
    if (Date.now() - savedAt < SAVE_EVERY_MS) return;
    checkpoint.save(state);
    savedAt = Date.now();
  });
  const spool = new LinkSpool();
  try {
    const read = await importMoments(deps, rows, options, { flight, spool, from: from?.line ?? 0 });
    await flight.finish();
    await importLinks(deps, { flight, spool, from: from?.links ?? 0 });
    await flight.finish();
    checkpoint.remove();
    return { ...read, tally: flight.state.tally };
  } catch (error) {
    await flight.finish().catch(() => {});
    checkpoint.save(flight.state);
    throw broken(error, flight.state);
  } finally {
    spool.remove();
  }
}

function broken(error: unknown, { line, links }: State): unknown {
  if (!(error instanceof CliError)) return error;
  const far =
    links > 0 ? `All moments and ${links} links are stored.` : `Everything up to line ${line} is stored.`;
  return new CliError(
    error.exitCode,
    `${error.message}\n${far} The same command goes on from there.`,
    error.code,
  );
}

interface Course {
  flight: InFlight;
  spool: LinkSpool;
  /** What an earlier import has done already. */
  from: number;
}

async function importMoments(
  deps: Deps,
  rows: AsyncIterable<Row>,
  options: ImportOptions,
  { flight, spool, from }: Course,
): Promise<Omit<Imported, 'tally'>> {
  const { service, problems } = deps;
  const pace = new Pace();
  let batch: { line: number; moment: MomentImport }[] = [];
  let size = 0;
  let refused = 0;
  let last = from;
  const seen = { rows: 0, derived: 0, header: false, moments: 0, links: 0, end: null as ReadRecord | null };

  for await (const { line, record } of checkedRows(rows, options, problems)) {
    if (service.interrupted.aborted) throw new CliError(EXIT.interrupted, 'Stopped.');
    if (record?.kind === 'header') seen.header = true;
    else if (record?.kind === 'end') seen.end = record;
    else seen.rows += 1;
    if (record?.kind === 'derived') seen.derived += 1;
    if (record?.kind === 'link') await spool.add({ line, link: record.link });
    if (record?.kind === 'moment') for (const link of record.links) await spool.add({ line, link });
    if (line <= from) continue;
    last = line;
    if (record === null) refused += 1;
    if (record?.kind !== 'moment') continue;
    batch.push({ line, moment: record.moment });
    size += JSON.stringify(record.moment).length;
    if (batch.length >= pace.size || size >= BATCH_SIZE) await send();
  }
  await send();
  const { end, header, ...rest } = seen;
  return { rows: rest.rows, derived: rest.derived, cutOff: header && end === null };

  async function send(): Promise<void> {
    if (batch.length === 0 && refused === 0) return;
    const sent = batch;
    const before = { line: last, refused };
    batch = [];
    size = 0;
    refused = 0;
    await flight.add(async (): Promise<BatchEnd> => {
      const moments = sent.map(({ moment }) => moment);
      const outcomes = sent.length === 0 ? [] : await paced(pace, moments, () => sendMoments(deps, moments));
      const tally = { ...NOTHING, refused: before.refused };
      outcomes.forEach(({ status, error }, i) => {
        tally[status === 'new' ? 'stored' : status] += 1;
        if (error) problems.add(problemOf(sent[i]!.line, 'moment', error));
      });
      return { line: before.line, links: 0, tally };
    });
  }
}

async function importLinks(deps: Deps, { flight, spool, from }: Course): Promise<void> {
  const { service, problems } = deps;
  const { line } = flight.state;
  const pace = new Pace();
  let batch: SpooledLink[] = [];
  let read = 0;
  for await (const spooled of spool.read()) {
    if (service.interrupted.aborted) throw new CliError(EXIT.interrupted, 'Stopped.');
    read += 1;
    if (read <= from) continue;
    batch.push(spooled);
    if (batch.length >= pace.size) await send();
  }
  await send();

  async function send(): Promise<void> {
    if (batch.length === 0) return;
    const sent = batch;
    const links = read;
    batch = [];
    await flight.add(async () => {
      const parts = sent.map(({ link }) => link);
      const outcomes = await paced(pace, parts, () => sendLinks(deps, parts));
      return { line, links, tally: tallyLinks(sent, outcomes, problems) };
    });
  }
}

async function paced<T>(pace: Pace, items: unknown[], send: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const outcomes = await send();
  pace.answered(items.length, Date.now() - started);
  return outcomes;
}

function tallyLinks(sent: SpooledLink[], outcomes: Outcome[], problems: Problems): Tally {
  const tally = { ...NOTHING };
  outcomes.forEach(({ status, error }, i) => {
    tally[({ new: 'linked', kept: 'linksKept', refused: 'linksRefused' } as const)[status]] += 1;
    if (error) problems.add(problemOf(sent[i]!.line, 'link', error));
  });
  return tally;
}
