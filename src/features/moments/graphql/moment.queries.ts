import { Arg, Args, Ctx, Int, Query, Resolver, registerEnumType } from 'type-graphql';
import { type Connection, connection, PageArgs, readPage } from '../../../platform/graphql/connection.js';
import { MomentPath } from '../../../platform/graphql/scalars.js';
import { type CheckedFilter, readFilter } from '../domain/filter.js';
import { canonicalPath } from '../domain/path.js';
import { type Cluster, clusters, MAX_ZOOM } from '../queries/clusters.js';
import {
  countMoments,
  listMoments,
  MOMENT_ORDERS,
  type MomentOrder,
  momentCursorKey,
} from '../queries/list-moments.js';
import type { Moment } from '../queries/moment.js';
import { onThisDay } from '../queries/on-this-day.js';
import { randomMoment } from '../queries/random-moment.js';
import { listName } from '../queries/select-moments.js';
import { type Bucket, MAX_BUCKETS, timeline } from '../queries/timeline.js';
import type { MomentContext } from './context.js';
import { BoundingBoxInput, MomentFilterInput } from './moment.filter.type.js';
import { ClustersType, TimelineType } from './moment.summaries.js';
import { MomentConnection, MomentType } from './moment.type.js';

const MomentOrderEnum = Object.fromEntries(Object.keys(MOMENT_ORDERS).map((name) => [name, name]));
registerEnumType(MomentOrderEnum, {
  name: 'MomentOrder',
  description: 'By the time of the event, or by when it was stored.',
});

@Resolver()
export class MomentQueries {
  @Query(() => MomentType, {
    nullable: true,
    description: 'The moment at a path; null where there is none that the viewer may see.',
  })
  moment(
    @Arg('path', () => MomentPath) path: string,
    @Ctx() { moments }: MomentContext,
  ): Promise<Moment | null> {
    return moments.byPath.load(canonicalPath(path));
  }

  @Query(() => MomentConnection, {
    description: 'The moments the viewer may see that fit the filter, a page at a time.',
  })
  moments(
    @Arg('filter', () => MomentFilterInput, { nullable: true }) filter: MomentFilterInput | null,
    @Arg('orderBy', () => MomentOrderEnum, { defaultValue: 'TIME_ASC' }) orderBy: MomentOrder,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: MomentContext,
  ): Promise<Connection<Moment>> {
    return momentConnection(context, 'moments', orderBy, readFilter(filter), page);
  }

  @Query(() => MomentConnection, {
    description:
      'What happened on a day of the year, as the date was written then, in the order of time: today in UTC unless month and ' +
      'day are given. Moments whose day is not known are left out.',
  })
  onThisDay(
    @Arg('month', () => Int, { nullable: true, description: '1 to 12, together with `day`.' }) month:
      | number
      | null,
    @Arg('day', () => Int, { nullable: true, description: '1 to 31, together with `month`.' }) day:
      | number
      | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: MomentContext,
  ): Promise<Connection<Moment>> {
    return momentConnection(
      context,
      'onThisDay',
      'TIME_ASC',
      onThisDay(context.clock(), { month, day }),
      page,
    );
  }

  @Query(() => MomentType, {
    nullable: true,
    description: 'A moment by chance among those that fit the filter; null where none does.',
  })
  randomMoment(
    @Arg('filter', () => MomentFilterInput, { nullable: true }) filter: MomentFilterInput | null,
    @Ctx() context: MomentContext,
  ): Promise<Moment | null> {
    return randomMoment(context, readFilter(filter));
  }

  @Query(() => TimelineType, {
    description:
      'How many moments each stretch of time holds: what a timeline that can be zoomed draws. A moment counts where it stands in ' +
      'the order of time, however well its date is known.',
  })
  async timeline(
    @Arg('filter', () => MomentFilterInput, { nullable: true }) filter: MomentFilterInput | null,
    @Arg('from', () => String, { nullable: true, description: 'EDTF; the first moment if not given.' })
    from: string | null,
    @Arg('to', () => String, { nullable: true, description: 'EDTF; the last moment if not given.' })
    to: string | null,
    @Arg('buckets', () => Int, {
      defaultValue: 50,
      description: `At most so many stretches, 1 to ${MAX_BUCKETS}: of whole years, else of whole days, else of minutes.`,
    })
    buckets: number,
    @Ctx() context: MomentContext,
  ): Promise<{ buckets: Bucket[] }> {
    return { buckets: await timeline(context, { filter: readFilter(filter), from, to, buckets }) };
  }

  @Query(() => ClustersType, {
    description: 'The moments that have coordinates, gathered for a map. At zoom 0 the world is one tile.',
  })
  async clusters(
    @Arg('filter', () => MomentFilterInput, { nullable: true }) filter: MomentFilterInput | null,
    @Arg('within', () => BoundingBoxInput, { nullable: true, description: 'What the map shows.' })
    within: BoundingBoxInput | null,
    @Arg('zoom', () => Int, { defaultValue: 0, description: `0 to ${MAX_ZOOM}, as web maps count.` })
    zoom: number,
    @Ctx() context: MomentContext,
  ): Promise<{ clusters: Cluster[] }> {
    return { clusters: await clusters(context, { filter: readFilter(filter), within, zoom }) };
  }
}

async function momentConnection(
  context: MomentContext,
  list: string,
  order: MomentOrder,
  filter: CheckedFilter,
  page: PageArgs,
): Promise<Connection<Moment>> {
  const name = listName(`${list}:${order}`, filter);
  const request = readPage(page, name);
  const found = await listMoments(context, { order, filter }, request);
  return connection(found, request, name, momentCursorKey(order), () => countMoments(context, filter));
}
