import type { Registry } from 'prom-client';
import type { Graph } from '../../platform/graph/index.js';
import { readWhenAsked } from '../../platform/observing/read-when-asked.js';
import { derivationProgress } from './queries/find-due.js';

/** What `/metrics` tells of links that are still to be derived, which is the same in every process. */
export function measureDerivation(registry: Registry, deps: { graph: Graph }): void {
  readWhenAsked(registry, () => derivationProgress(deps), [
    {
      name: 'clockchain_links_due_moments',
      help: 'Moments that wait for their derived links',
      values: ({ due }) => [{ value: due }],
    },
    {
      name: 'clockchain_moments',
      help: 'Moments in the graph',
      values: ({ due, done }) => [{ value: due + done }],
    },
  ]);
}
