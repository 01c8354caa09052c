import { type Graph, statement } from '../../../platform/graph/index.js';
import { seesAll, type Viewer } from '../../moments/domain/visibility.js';
import { type Link, type LinkWithEndsRow, toLink } from './link.js';

const byId = statement('link/by-id');

/** The link with this id if the viewer may see both its ends in lists, else null. */
export async function findLink(
  { graph, viewer }: { graph: Graph; viewer: Viewer },
  id: string,
): Promise<Link | null> {
  const [row] = await graph.read<LinkWithEndsRow>(byId.with(!seesAll(viewer) && 'public'), { id });
  return row ? toLink(row) : null;
}
