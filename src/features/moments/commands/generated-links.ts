import { Float, type Graph, statement } from '../../../platform/graph/index.js';
import type { OtherMoment, RelatedLink } from '../../generation/domain/generator.js';
import { ZONE_DOUBT } from '../../links/domain/link.js';
import { isSymmetric } from '../../links/domain/link-type.js';
import { nameQuery } from '../domain/name-query.js';
import { slugify } from '../domain/path.js';
import { findByPaths } from '../queries/find-moments.js';

const named = statement('generation/named');
const linkRelated = statement('generation/link-related');
const linksMade = statement('generation/links-made');

/** Makes the links of a generation whose other end stands; none is made for an end that does not. */
export async function makeGeneratedLinks(
  { graph, clock, newId }: { graph: Graph; clock(): Date; newId(): string },
  { jobId, path }: { jobId: string; path: string },
  related: RelatedLink[],
): Promise<void> {
  const ids = new Map([
    ...(await findAtPaths({ graph }, related)),
    ...(await findNamed({ graph }, path, related)),
  ]);
  const links = related.map(({ type, direction, weight, description, ...other }, index) => ({
    id: newId(),
    type,
    direction,
    weight: new Float(weight),
    description,
    symmetric: isSymmetric(type),
    subject: 'subject' in other ? other.subject : null,
    moment: ids.get(index) ?? null,
  }));
  await graph.transaction(async (run) => {
    await run(linkRelated, { jobId, links, at: clock().toISOString(), doubt: ZONE_DOUBT });
    await run(linksMade, { jobId });
  });
}

/** The ids of the moments at these paths, moved ones included, by their index in `others`. */
async function findAtPaths(
  { graph }: { graph: Graph },
  others: readonly OtherMoment[],
): Promise<[number, string][]> {
  const asked = others.flatMap((other, index) => ('path' in other ? [{ index, path: other.path }] : []));
  if (asked.length === 0) return [];
  const paths = asked.map(({ path }) => path);
  const found = await findByPaths({ graph, viewer: { kind: 'service' } }, paths);
  const idAt = new Map(found.map(({ asked, moment }) => [asked, moment.id]));
  return asked.flatMap(({ index, path }) => (idAt.has(path) ? [[index, idAt.get(path)!]] : []));
}

/** The ids of the moments that are named with a year, by their index in `others`. */
async function findNamed(
  { graph }: { graph: Graph },
  path: string,
  others: readonly OtherMoment[],
): Promise<[number, string][]> {
  const names = others.flatMap((other, index) =>
    'name' in other
      ? [{ index, slug: slugify(other.name), year: other.year, query: nameQuery(other.name, other.year) }]
      : [],
  );
  if (names.length === 0) return [];
  const rows = await graph.read<{ index: number; id: string }>(named, { path, names });
  return rows.map(({ index, id }) => [index, id]);
}
