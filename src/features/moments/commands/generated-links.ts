import { Float, type Graph, statement } from '../../../platform/graph/index.js';
import type { OtherMoment, RelatedLink } from '../../generation/domain/generator.js';
import { ZONE_DOUBT } from '../../links/domain/link.js';
import { isSymmetric } from '../../links/domain/link-type.js';
import { type Arrived, awaitedKeys, isNamed } from '../domain/awaited.js';
import { nameQuery } from '../domain/name-query.js';
import { slugify } from '../domain/path.js';
import { findByPaths } from '../queries/find-moments.js';

const named = statement('generation/named');
const linksDue = statement('generation/links-due');
const linkRelated = statement('generation/link-related');
const linksMade = statement('generation/links-made');

/**
 * Makes the links of a generation whose other end stands. Those to moments by path or name that do not are left to it,
 * until one is generated; a generator that names a subject names the link again from there. `arrived` is a moment that
 * the index of words may not have yet.
 */
export async function makeGeneratedLinks(
  { graph, clock, newId }: { graph: Graph; clock(): Date; newId(): string },
  { jobId, path }: { jobId: string; path: string },
  related: RelatedLink[],
  arrived?: Arrived,
): Promise<void> {
  const ids = new Map([
    ...(await findAtPaths({ graph }, related)),
    ...(await findNamed({ graph }, path, related, arrived)),
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
  const made = new Set(related.filter((link, index) => 'subject' in link || ids.has(index)).map(textOf));
  if (made.size === 0) return;
  await graph.transaction(async (run) => {
    const [due] = await run<{ related: string | null }>(linksDue, { jobId });
    await run(linkRelated, { jobId, links, at: clock().toISOString(), doubt: ZONE_DOUBT });
    // What another made meanwhile is not put back.
    const left = (JSON.parse(due?.related ?? '[]') as RelatedLink[]).filter(
      (link) => !made.has(textOf(link)),
    );
    const rest = { related: left.length > 0 ? textOf(left) : null, awaits: awaitedKeys(left) };
    await run(linksMade, { jobId, ...rest });
  });
}

const textOf = (value: object) => JSON.stringify(value);

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

/** The ids of the moments that are named with a year, by their index in `others`: a name that could mean several means none. */
async function findNamed(
  { graph }: { graph: Graph },
  path: string,
  others: readonly OtherMoment[],
  arrived?: Arrived,
): Promise<[number, string][]> {
  const names = others.flatMap((other, index) =>
    'name' in other
      ? [{ index, slug: slugify(other.name), year: other.year, query: nameQuery(other.name, other.year) }]
      : [],
  );
  if (names.length === 0) return [];
  const rows = await graph.read<{ index: number; ids: string[] }>(named, { path, names });
  const found = new Map(rows.map(({ index, ids }) => [index, ids]));
  return names.flatMap(({ index }): [number, string][] => {
    const late = arrived && isNamed(arrived, others[index]!) ? [arrived.id] : [];
    const ids = found.get(index) ?? late;
    return ids.length === 1 ? [[index, ids[0]!]] : [];
  });
}
