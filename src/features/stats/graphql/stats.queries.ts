import { Ctx, Field, Float, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/scalars.js';
import { LinkTypeEnum } from '../../links/graphql/link.type.js';
import type { Viewer } from '../../moments/domain/visibility.js';
import type { Stats, StatsBook } from '../queries/stats.js';

@ObjectType({ simpleResolvers: true })
class LayerCount {
  @Field(() => Int)
  level!: number;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ simpleResolvers: true })
class LinkTypeCount {
  @Field(() => LinkTypeEnum)
  type!: string;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ simpleResolvers: true })
class SourceTypeCount {
  @Field(() => String, { nullable: true, description: 'Null for moments that name none.' })
  sourceType!: string | null;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ simpleResolvers: true })
class DateRangeEnd {
  @Field(() => Int, { description: 'In historical counting.' })
  year!: number;

  @Field(() => String, { description: 'The written date in EDTF.' })
  edtf!: string;
}

@ObjectType({ simpleResolvers: true })
class DateRange {
  @Field(() => DateRangeEnd)
  from!: DateRangeEnd;

  @Field(() => DateRangeEnd)
  to!: DateRangeEnd;
}

@ObjectType('Stats', {
  simpleResolvers: true,
  description: 'Figures of the whole graph, as far as the viewer may see it; at most two seconds old.',
})
class StatsType {
  @Field(() => Int)
  momentCount!: number;

  @Field(() => Int)
  linkCount!: number;

  @Field(() => [LayerCount], { description: 'Moments by layer.' })
  layers!: LayerCount[];

  @Field(() => [LinkTypeCount], { description: 'Links by type.' })
  linkTypes!: LinkTypeCount[];

  @Field(() => [SourceTypeCount], { description: 'Moments by source type, the most first.' })
  sourceTypes!: SourceTypeCount[];

  @Field(() => DateRange, {
    nullable: true,
    description: 'The first and the last moment; null where there is none.',
  })
  dateRange!: DateRange | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Of the moments that have one, each taken to hundredths.',
  })
  averageConfidence!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When a moment was last written or changed.' })
  lastUpdated!: string | null;
}

export interface StatsContext {
  stats: StatsBook;
  viewer: Viewer;
}

@Resolver()
export class StatsQueries {
  @Query(() => StatsType, {
    description: 'What there is that the viewer may count, at most 2 s old.',
  })
  stats(@Ctx() { stats, viewer }: StatsContext): Promise<Stats> {
    return stats.read(viewer);
  }
}
