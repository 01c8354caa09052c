import { Field, Float, Int, ObjectType } from 'type-graphql';
import { MomentType } from './moment.type.js';

const TOP = 'The moment that is surest, then of most figures, then earliest.';

@ObjectType('TimelineBucket', { simpleResolvers: true, description: 'A stretch of time.' })
class TimelineBucketType {
  @Field(() => String, {
    description: 'EDTF, as it was written then; as the `from` of a narrower timeline it means the same.',
  })
  from!: string;

  @Field(() => String, { description: 'Included; EDTF as `from`.' })
  to!: string;

  @Field(() => Int)
  count!: number;

  @Field(() => MomentType, { nullable: true, description: TOP })
  top!: MomentType | null;
}

@ObjectType('Timeline', {
  simpleResolvers: true,
  description: 'How many moments each stretch of time holds.',
})
export class TimelineType {
  @Field(() => [TimelineBucketType], {
    description: 'In the order of time, without gaps, the empty ones too.',
  })
  buckets!: TimelineBucketType[];
}

@ObjectType('Cluster', { simpleResolvers: true, description: 'Moments that lie near each other on a map.' })
class ClusterType {
  @Field(() => Float, { description: 'The middle of them, degrees north.' })
  latitude!: number;

  @Field(() => Float, { description: 'The middle of them, degrees east.' })
  longitude!: number;

  @Field(() => Int)
  count!: number;

  @Field(() => MomentType, { nullable: true, description: TOP })
  top!: MomentType | null;
}

@ObjectType('Clusters', { simpleResolvers: true })
export class ClustersType {
  @Field(() => [ClusterType], { description: 'The fullest first, at most 1,000.' })
  clusters!: ClusterType[];
}
