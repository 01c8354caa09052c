import { type Graph, type Row, statement } from '../../../platform/graph/index.js';
import type { CheckedFilter } from '../../moments/domain/filter.js';
import { seesAll, type Viewer } from '../../moments/domain/visibility.js';
import { listMoments, momentCursorKey } from '../../moments/queries/list-moments.js';
import type { Moment } from '../../moments/queries/moment.js';
import { selectMoments } from '../../moments/queries/select-moments.js';
import type { ExportedLink, LinkChoice } from '../formats/format.js';

const linksFrom = statement('transfer/links-from');
const among = statement('transfer/among');

const PAGE = 500;
const ORDER = 'TIME_ASC';

interface Deps {
  graph: Graph;
  viewer: Viewer;
}

interface LinkRow extends Row, ExportedLink {
  other: string;
}

/**
 * The moments by a filter that the viewer may see, in the order of time, a page at a time: the next is read when it is asked for, so
 * that memory stays bounded whatever there is. No snapshot: what is written meanwhile may be in it or not.
 */
export async function* momentPages(deps: Deps, filter: CheckedFilter): AsyncGenerator<Moment[]> {
  const keyOf = momentCursorKey(ORDER);
  let after: (string | number)[] | null = null;
  for (;;) {
    const { items, more } = await listMoments(
      deps,
      { order: ORDER, filter },
      { limit: PAGE, backward: false, after, before: null },
    );
    if (items.length > 0) yield items;
    if (!more) return;
    after = keyOf(items.at(-1)!);
  }
}

/** The links among those moments, in the order of the moments that they leave. */
export async function* linkPages(
  deps: Deps,
  filter: CheckedFilter,
  choice: LinkChoice,
): AsyncGenerator<ExportedLink[]> {
  if (choice === 'none') return;
  const text = linksFrom.with(choice === 'stated' && 'stated');
  for await (const moments of momentPages(deps, filter)) {
    const rows = await deps.graph.read<LinkRow>(text, { ids: moments.map(({ id }) => id) });
    const asked = await visibleWithin(deps, filter, [...new Set(rows.map(({ other }) => other))]);
    const links = rows.filter(({ other }) => asked === null || asked.has(other));
    if (links.length > 0) yield links;
  }
}

/** Those of these moments that the viewer may see and the filter asks for; null where that is all of them. */
async function visibleWithin(
  { graph, viewer }: Deps,
  filter: CheckedFilter,
  ids: string[],
): Promise<Set<string> | null> {
  const selection = selectMoments(viewer, filter);
  if (selection.whole && seesAll(viewer)) return null;
  if (selection.nothing || ids.length === 0) return new Set();
  const rows = await graph.read<{ id: string }>(among.with(...selection.parts), {
    ...selection.parameters,
    ids,
  });
  return new Set(rows.map(({ id }) => id));
}
