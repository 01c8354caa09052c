import DataLoader from 'dataloader';
import type { Graph } from '../../../platform/graph/index.js';
import type { Page, PageRequest } from '../../../platform/graphql/connection.js';
import type { Viewer } from '../../moments/domain/visibility.js';
import type { MomentContext } from '../../moments/graphql/context.js';
import type { LinkFilter } from '../domain/link-filter.js';
import { countLinksOf, type LinkOfMoment, listLinks } from '../queries/list-links.js';

/** What the resolvers of links find in the context of a request, beside what moments need. */
export interface LinkContext extends MomentContext {
  links: LinkLoaders;
}

/** One set a request. Moments that are asked for the same links in one turn share a statement. */
export interface LinkLoaders {
  page(momentId: string, filter: LinkFilter, request: PageRequest): Promise<Page<LinkOfMoment>>;
  count(momentId: string, filter: LinkFilter): Promise<number>;
}

export function createLinkLoaders(deps: { graph: Graph; viewer: Viewer }): LinkLoaders {
  const pages = loaders((ids, [filter, request]: [LinkFilter, PageRequest]) =>
    listLinks(deps, ids, filter, request),
  );
  const counts = loaders((ids, filter: LinkFilter) => countLinksOf(deps, ids, filter));
  return {
    page: (id, filter, request) => pages([filter, request]).load(id),
    count: (id, filter) => counts(filter).load(id),
  };
}

/** One loader for each set of arguments. */
function loaders<A, T>(load: (ids: readonly string[], args: A) => Promise<T[]>) {
  const byArgs = new Map<string, DataLoader<string, T>>();
  return (args: A): DataLoader<string, T> => {
    const key = JSON.stringify(args);
    const loader = byArgs.get(key) ?? new DataLoader((ids: readonly string[]) => load(ids, args));
    byArgs.set(key, loader);
    return loader;
  };
}
