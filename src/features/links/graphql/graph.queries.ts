import { Arg, Ctx, Float, Int, Query, Resolver } from 'type-graphql';
import { MomentPath } from '../../../platform/graphql/scalars.js';
import { canonicalPath } from '../../moments/domain/path.js';
import { CAUSAL_TYPES, type LinkType } from '../domain/link-type.js';
import { readPathBetween, readSubgraph, readTraverse, type TraverseDirection } from '../domain/walk.js';
import { pathBetween, type WayBetween } from '../queries/path-between.js';
import { type Walk, walk } from '../queries/walk.js';
import type { LinkContext } from './context.js';
import { PathBetweenObject, Subgraph, Traversal, TraverseDirectionEnum } from './graph.type.js';
import { LinkTypeEnum } from './link.type.js';

const TYPES = 'Only these; `CAUSED_BY` and `FOLLOWS` mean the links that they are read from.';
const CAUSAL = [...CAUSAL_TYPES];

@Resolver()
export class GraphQueries {
  @Query(() => Traversal, {
    nullable: true,
    description:
      'Causes and consequences: follows links hop by hop. Null where the viewer may see no moment at `from`.',
  })
  async traverse(
    @Arg('from', () => MomentPath) from: string,
    @Arg('direction', () => TraverseDirectionEnum, { defaultValue: 'BOTH' }) direction: TraverseDirection,
    @Arg('depth', () => Int, { defaultValue: 2, description: 'Hops at most, 1 to 4.' }) depth: number,
    @Arg('types', () => [LinkTypeEnum], { defaultValue: CAUSAL, description: TYPES }) types: LinkType[],
    @Arg('limit', () => Int, {
      defaultValue: 100,
      description: 'Moments at most, the first included, 1 to 500.',
    })
    limit: number,
    @Arg('minWeight', () => Float, { nullable: true, description: 'Only links as strong as this, 0 to 1.' })
    minWeight: number | null,
    @Ctx() context: LinkContext,
  ): Promise<(Walk & { anchor: Walk['start'] }) | null> {
    const rules = readTraverse({ direction, depth, types, limit, minWeight });
    const found = await walk(context, canonicalPath(from, { field: 'from' }), rules);
    return found && { ...found, anchor: found.start };
  }

  @Query(() => Subgraph, {
    nullable: true,
    description:
      'A moment, what lies around it by links of any type, and all links among those. Null where the viewer may see no ' +
      'moment at `root`.',
  })
  async subgraph(
    @Arg('root', () => MomentPath) root: string,
    @Arg('depth', () => Int, { defaultValue: 1, description: 'Hops at most, 1 to 3.' }) depth: number,
    @Arg('cap', () => Int, {
      defaultValue: 100,
      description: 'Moments at most, the first included, 1 to 500.',
    })
    cap: number,
    @Ctx() context: LinkContext,
  ): Promise<(Walk & { root: Walk['start'] }) | null> {
    const rules = readSubgraph({ depth, cap });
    const found = await walk(context, canonicalPath(root, { field: 'root' }), rules);
    return found && { ...found, root: found.start };
  }

  @Query(() => PathBetweenObject, {
    nullable: true,
    description:
      'The shortest way along links from one moment to a later one, of the shortest the strongest. Null where the viewer may ' +
      'see no moment at an end.',
  })
  pathBetween(
    @Arg('from', () => MomentPath) from: string,
    @Arg('to', () => MomentPath) to: string,
    @Arg('maxHops', () => Int, { defaultValue: 6, description: 'Links at most, 1 to 10.' }) maxHops: number,
    @Arg('types', () => [LinkTypeEnum], { defaultValue: CAUSAL, description: TYPES }) types: LinkType[],
    @Ctx() context: LinkContext,
  ): Promise<WayBetween | null> {
    const rules = readPathBetween({ maxHops, types });
    const ends = { from: canonicalPath(from, { field: 'from' }), to: canonicalPath(to, { field: 'to' }) };
    return pathBetween(context, ends, rules);
  }
}
