import { type Graph, type Row, statement } from '../../../platform/graph/index.js';
import type { StandingLink, WordedLink } from '../domain/choose.js';

const standingStatement = statement('derivation/standing');

/** The links of derived types that these moments have, each told once. */
export async function findStanding(
  { graph }: { graph: Graph },
  ids: Iterable<string>,
): Promise<StandingLink[]> {
  return once(await graph.read<StandingLink & Row>(standingStatement, { ids: [...ids] }));
}

/** As `findStanding`, with what each link says of itself. */
export async function findWorded({ graph }: { graph: Graph }, ids: Iterable<string>): Promise<WordedLink[]> {
  return once(await graph.read<WordedLink & Row>(standingStatement.with('words'), { ids: [...ids] }));
}

/** A link between two of the moments asked for is told from both ends. */
function once<L extends StandingLink>(links: L[]): L[] {
  return [...new Map(links.map((link) => [`${link.fromId} ${link.toId} ${link.type}`, link])).values()];
}
