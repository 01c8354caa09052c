import { setTimeout as delay } from 'node:timers/promises';
import type { LinkImport } from '../../features/transfer/domain/link-request.js';
import type { MomentImport } from '../../features/transfer/domain/read-record.js';
import { CliError, EXIT } from '../cli-error.js';
import type { Service } from '../service.js';

/** What became of one moment or link; in the order they were sent. */
export interface Outcome {
  status: 'new' | 'kept' | 'refused';
  error: { code: string; message: string; field: string | null } | null;
}

const INDEX = `mutation ($moments: [IndexMomentInput!]!) {
  indexMoments(input: { moments: $moments }) { results { status created error { code message field } } }
}`;
const LINK = `mutation ($links: [LinkImportInput!]!) {
  importLinks(input: { links: $links }) { results { status error { code message field } } }
}`;

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8_000;
/** Refusals that have nothing to do with the row. */
const PASSING = new Set(['SERVICE_UNAVAILABLE', 'CONFLICT', 'RATE_LIMITED']);

interface Result {
  status: string;
  created?: boolean;
  error: Outcome['error'];
}

/** A service, and for how long it is sought when it does not answer. */
export interface Receiver {
  service: Service;
  patienceMs: number;
}

export async function sendMoments(receiver: Receiver, moments: MomentImport[]): Promise<Outcome[]> {
  return insist(receiver, moments, async (part) => {
    const input = part.map(({ visibility, ...moment }) => ({
      ...moment,
      ...(visibility !== undefined && { visibility: String(visibility).toUpperCase() }),
      onConflict: 'KEEP',
    }));
    const { indexMoments } = await receiver.service.ask<{ indexMoments: { results: Result[] } }>(INDEX, {
      moments: input,
    });
    return indexMoments.results.map(({ status, created, error }) => ({
      status: status === 'refused' ? 'refused' : created ? 'new' : 'kept',
      error,
    }));
  });
}

export async function sendLinks(receiver: Receiver, links: LinkImport[]): Promise<Outcome[]> {
  return insist(receiver, links, async (part) => {
    const { importLinks } = await receiver.service.ask<{ importLinks: { results: Result[] } }>(LINK, {
      links: part,
    });
    return importLinks.results.map(({ status, error }) => ({
      status: status === 'linked' ? 'new' : (status as 'kept' | 'refused'),
      error,
    }));
  });
}

/** Sends, and sends again what only the moment refused: both calls are safe to repeat. Throws a CliError when patience is at its end. */
async function insist<T>(
  { service, patienceMs }: Receiver,
  items: T[],
  send: (part: T[]) => Promise<Outcome[]>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let open = items.map((_, at) => at);
  let wait = FIRST_WAIT_MS;
  // From the first time that it does not answer: a call that takes long has not been refused.
  let until: number | null = null;
  for (;;) {
    try {
      const part = open;
      const answers = await send(part.map((at) => items[at]!));
      part.forEach((at, i) => {
        outcomes[at] = answers[i]!;
      });
      open = part.filter((at) => PASSING.has(outcomes[at]?.error?.code ?? ''));
      if (open.length === 0) return outcomes;
      until ??= Date.now() + patienceMs;
      if (Date.now() >= until) {
        const { message, code } = outcomes[open[0]!]!.error!;
        throw new CliError(EXIT.unreachable, message, code);
      }
    } catch (error) {
      const passing =
        error instanceof CliError && (error.exitCode === EXIT.unreachable || PASSING.has(error.code ?? ''));
      until ??= Date.now() + patienceMs;
      if (!passing || Date.now() >= until) throw error;
    }
    await delay(wait, undefined, { signal: service.interrupted }).catch(() => {
      throw new CliError(EXIT.interrupted, 'Stopped.');
    });
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}
