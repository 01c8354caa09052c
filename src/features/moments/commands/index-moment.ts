import { ClockchainError } from '../../../errors.js';
import type { Graph } from '../../../platform/graph/index.js';
import { describeMoment } from '../domain/moment.js';
import type { Viewer } from '../domain/visibility.js';
import type { Moment } from '../queries/moment.js';
import type { MomentWriter } from './moment-writer.js';

export interface MomentDeps {
  graph: Graph;
  writer: MomentWriter;
  clock(): Date;
  newId(): string;
}

/** What a client sends to have a moment stored; every field is checked here, whatever a transport let through. */
export interface IndexMomentRequest {
  path: unknown;
  metadata?: unknown;
  flashTimepointId?: unknown;
  visibility?: unknown;
  createdBy?: unknown;
  /** REFUSE (default) or KEEP. */
  onConflict?: 'REFUSE' | 'KEEP';
}

export interface IndexedMoment {
  path: string;
  status: 'indexed';
  moment: Moment;
  warnings: string[];
}

/**
 * Stores a moment at its path. Throws BAD_USER_INPUT with field and rule, or CONFLICT when a moment stands there
 * already, unless `onConflict` is KEEP: then it answers with what stands, so that a retry is safe.
 */
export async function indexMoment(
  deps: MomentDeps & { viewer: Viewer },
  request: IndexMomentRequest,
  fieldPrefix = '',
): Promise<IndexedMoment> {
  const moment = describeMoment(request, {
    id: deps.newId(),
    now: deps.clock(),
    admin: deps.viewer.kind === 'admin',
    fieldPrefix,
  });
  const written = await deps.writer.write({ moment });
  const { path } = written.moment;
  if (!written.created && request.onConflict !== 'KEEP') {
    throw new ClockchainError('CONFLICT', `A moment already stands at ${path}.`, { path });
  }
  return { path, status: 'indexed', moment: written.moment, warnings: [] };
}
