import { ClockchainError } from '../../../errors.js';
import type { Graph } from '../../../platform/graph/index.js';
import type { PlaceBook } from '../../places/queries/place-book.js';
import { duplicateWarnings } from '../domain/duplicate.js';
import { describeMoment } from '../domain/moment.js';
import { mayRead, type Viewer } from '../domain/visibility.js';
import type { Moment } from '../queries/moment.js';
import type { MomentWriter } from './moment-writer.js';
import { placeMoment } from './place-moment.js';

const MAX_WARNINGS = 5;

export interface MomentDeps {
  graph: Graph;
  writer: MomentWriter;
  places: PlaceBook;
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
  /** False where a moment stood there already and was kept. */
  created: boolean;
  /** What is worth a second look: moments that stand and are perhaps the same event. */
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
  const described = describeMoment(request, {
    id: deps.newId(),
    now: deps.clock(),
    admin: deps.viewer.kind === 'admin',
    fieldPrefix,
  });
  const moment = await placeMoment(deps, described);
  const written = await deps.writer.write({ moment });
  const { path } = written.moment;
  if (!written.created && request.onConflict !== 'KEEP') {
    throw new ClockchainError('CONFLICT', `A moment already stands at ${path}.`, { path });
  }
  const standing = written.neighbours.filter(({ visibility }) => mayRead(deps.viewer, visibility, false));
  const warnings = duplicateWarnings(moment.properties, standing, MAX_WARNINGS);
  return { path, status: 'indexed', moment: written.moment, created: written.created, warnings };
}
