import { Arg, Args, Ctx, Query, Resolver, registerEnumType } from 'type-graphql';
import { type Connection, connection, PageArgs, readPage } from '../../../platform/graphql/connection.js';
import { MomentPath } from '../../../platform/graphql/scalars.js';
import { canonicalPath } from '../domain/path.js';
import {
  countMoments,
  listMoments,
  MOMENT_ORDERS,
  type MomentOrder,
  momentCursorKey,
} from '../queries/list-moments.js';
import type { Moment } from '../queries/moment.js';
import type { MomentContext } from './context.js';
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

  @Query(() => MomentConnection, { description: 'All moments the viewer may see, a page at a time.' })
  async moments(
    @Arg('orderBy', () => MomentOrderEnum, { defaultValue: 'TIME_ASC' }) orderBy: MomentOrder,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: MomentContext,
  ): Promise<Connection<Moment>> {
    const order = `moments:${orderBy}`;
    const request = readPage(page, order);
    const found = await listMoments(context, orderBy, request);
    return connection(found, request, order, momentCursorKey(orderBy), () => countMoments(context));
  }
}
