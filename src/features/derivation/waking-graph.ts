import type { Graph } from '../../platform/graph/index.js';

/** The same graph, where after every write the moments that it may have made due are seen to. */
export function wakingGraph(graph: Graph, { wake }: { wake(): void }): Graph {
  return {
    ...graph,
    async write(statement, parameters) {
      const rows = await graph.write(statement, parameters);
      wake();
      return rows as never;
    },
    async transaction(work) {
      const result = await graph.transaction(work);
      wake();
      return result;
    },
  };
}
