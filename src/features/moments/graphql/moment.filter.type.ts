import { Field, Float, InputType, Int } from 'type-graphql';
import { LinkTypeEnum } from '../../links/graphql/link.type.js';
import type { MomentFilter } from '../domain/filter.js';
import { Visibility } from './moment.type.js';

@InputType({ description: 'A circle on the Earth.' })
export class NearInput {
  @Field(() => Float, { description: 'Degrees north, WGS 84.' })
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east, WGS 84.' })
  longitude!: number;

  @Field(() => Float, { description: 'Kilometres around it.' })
  km!: number;
}

@InputType({
  description:
    'A rectangle on a map, in degrees. With `west` greater than `east` it crosses the 180th meridian.',
})
export class BoundingBoxInput {
  @Field(() => Float)
  south!: number;

  @Field(() => Float)
  west!: number;

  @Field(() => Float)
  north!: number;

  @Field(() => Float)
  east!: number;
}

@InputType('MomentFilter', {
  description: 'Narrows to the moments that fit every field given; a field that is null narrows nothing.',
})
export class MomentFilterInput implements MomentFilter {
  @Field(() => Int, {
    nullable: true,
    description: 'The first year, in historical counting: -44 is 44 BCE, there is no year 0.',
  })
  yearFrom?: number | null;

  @Field(() => Int, { nullable: true, description: 'The last year, counted as `yearFrom`.' })
  yearTo?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'An EDTF date such as `1914-06-28`, `1914` or `-0043-03-15` (44 BCE), as it was written then: Julian before 15 October ' +
      '1582. A moment fits when all that its date may mean lies after the beginning of it.',
  })
  from?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'An EDTF date as `from`. A moment fits when all that its date may mean lies before the end of it.',
  })
  to?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: '1 to 12; moments of which only the year is known do not fit.',
  })
  month?: number | null;

  @Field(() => Int, { nullable: true, description: '1 to 31; moments whose day is not known do not fit.' })
  day?: number | null;

  @Field(() => String, {
    nullable: true,
    description: '`/country`, `/country/region` or `/country/region/city`, as in paths.',
  })
  place?: string | null;

  @Field(() => NearInput, { nullable: true, description: 'Moments that have coordinates in this circle.' })
  near?: NearInput | null;

  @Field(() => BoundingBoxInput, {
    nullable: true,
    description: 'Moments that have coordinates in this rectangle.',
  })
  within?: BoundingBoxInput | null;

  @Field(() => [String], {
    nullable: true,
    description: '1 to 50 tags of which it has one; case does not matter.',
  })
  tagsAny?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: '1 to 50 tags that it has all; case does not matter.',
  })
  tagsAll?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      '1 to 50 people who all took part, by name or key; case, marks and punctuation do not matter.',
  })
  figures?: string[] | null;

  @Field(() => String, { nullable: true })
  era?: string | null;

  @Field(() => [Int], { nullable: true, description: '1 to 50 layers of which it stands in one.' })
  layers?: number[] | null;

  @Field(() => Visibility, {
    nullable: true,
    description: 'Without a key only public moments are there to be found.',
  })
  visibility?: Visibility | null;

  @Field(() => String, { nullable: true })
  sourceType?: string | null;

  @Field(() => Float, { nullable: true, description: '0 to 1; moments without a confidence do not fit.' })
  minConfidence?: number | null;

  @Field(() => String, { nullable: true, description: 'Who or what stored it.' })
  createdBy?: string | null;

  @Field(() => LinkTypeEnum, {
    nullable: true,
    description: 'It has a link that `Moment.links` with this type would give.',
  })
  hasLinkType?: string | null;

  @Field(() => String, { nullable: true, description: 'What `search` with this query would find.' })
  text?: string | null;
}
