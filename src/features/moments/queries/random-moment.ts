import { type Graph, statement } from '../../../platform/graph/index.js';
import type { CheckedFilter } from '../domain/filter.js';
import { seesAll, type Viewer } from '../domain/visibility.js';
import { type Moment, type MomentRow, toMoment } from './moment.js';
import { selectMoments } from './select-moments.js';

const page = statement('moment/page');

/** Moments looked at after a random id before all that the filter leaves are drawn from instead. */
const SAMPLE = 200;

/**
 * One moment by chance among those the filter leaves; null where there is none. Ids are random, so the first fit after
 * a random id is a fair draw that walks an index; a filter that leaves few is served by the indexes of the filter.
 */
export async function randomMoment(
  { graph, viewer, newId }: { graph: Graph; viewer: Viewer; newId(): string },
  filter: CheckedFilter = {},
): Promise<Moment | null> {
  const { parts, beginning, parameters, nothing } = selectMoments(viewer, filter);
  if (nothing) return null;
  const indexed = parts.some((part) => part === 'text' || part === 'figures' || part.startsWith('tags'));
  const near = page.with(...parts, seesAll(viewer) ? 'sample' : 'sample-public');
  const [row] = indexed
    ? []
    : await graph.read<MomentRow>(near, { ...parameters, limit: 1, sampleFrom: newId(), sampleSize: SAMPLE });
  const drawn =
    row ??
    (await graph.read<MomentRow>(page.with(...parts, beginning, 'random'), { ...parameters, limit: 1 }))[0];
  return drawn ? toMoment(drawn) : null;
}
