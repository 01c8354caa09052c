import { Arg, Args, Ctx, Field, Float, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Graph } from '../../../platform/graph/index.js';
import {
  type Connection,
  connection,
  PageArgs,
  PageInfo,
  readPage,
} from '../../../platform/graphql/connection.js';
import { readFilter } from '../../moments/domain/filter.js';
import type { Viewer } from '../../moments/domain/visibility.js';
import { MomentFilterInput } from '../../moments/graphql/moment.filter.type.js';
import { MomentType } from '../../moments/graphql/moment.type.js';
import type { Moment } from '../../moments/queries/moment.js';
import { listName } from '../../moments/queries/select-moments.js';
import { readSearchQuery } from '../domain/search-query.js';
import { countHits, type Hit, hitCursorKey, searchMoments } from '../queries/search-moments.js';

interface HitEdge {
  cursor: string;
  node: Hit;
}

@ObjectType('SearchEdge')
class SearchEdge {
  @Field(() => String, { description: 'The position of this edge, for `after` and `before`.' })
  cursor!: string;

  // Not called `node`: a method gives way to a property of its own name.
  @Field(() => MomentType, { name: 'node' })
  moment(@Root() { node }: HitEdge): Moment {
    return node.moment;
  }

  @Field(() => Float, {
    description: 'More than 0 and up to 1, which is the name itself; comparable within one query.',
  })
  score(@Root() { node }: HitEdge): number {
    return node.score;
  }
}

@ObjectType('SearchConnection')
class SearchConnection {
  @Field(() => [SearchEdge], { description: 'Best first.' })
  edges!: SearchEdge[];

  @Field(() => [MomentType], { description: 'The nodes of `edges`, for clients that need no scores.' })
  nodes(@Root() page: Connection<Hit>): Moment[] {
    return page.edges.map(({ node }) => node.moment);
  }

  @Field(() => PageInfo)
  pageInfo!: PageInfo;

  @Field(() => Int, {
    description: 'How many it finds in all that the viewer may see; counted only when asked for.',
  })
  totalCount(@Root() page: Connection<Hit>): Promise<number> {
    return page.count();
  }
}

@Resolver()
export class SearchQueries {
  @Query(() => SearchConnection, {
    description:
      'Finds moments by words in their name, one-liner, tags, figures, era and place, all of them required. Case and marks do not ' +
      'matter; from three letters the beginning of a word is enough, from four letters one typo is forgiven, from eight two. ' +
      'Years ("1453", "44 BC", "1940s") and days ("20 July") find dates as well. First comes the name itself, then what has the ' +
      'words in its name, in its one-liner, in its tags and figures. A moment is found within a second of its writing.',
  })
  async search(
    @Arg('query', () => String, { description: '1 to 200 characters.' }) query: string,
    @Arg('filter', () => MomentFilterInput, { nullable: true }) filter: MomentFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: { graph: Graph; viewer: Viewer },
  ): Promise<Connection<Hit>> {
    const asked = readSearchQuery(query);
    const narrowed = readFilter(filter);
    const name = listName('search', narrowed, query);
    const request = readPage(page, name);
    const found = await searchMoments(context, asked, narrowed, request);
    return connection(found, request, name, hitCursorKey, () => countHits(context, asked, narrowed));
  }
}
