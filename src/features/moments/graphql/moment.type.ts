import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../../../platform/graphql/connection.js';
import { Node } from '../../../platform/graphql/node.js';
import { DateTime, MomentPath } from '../../../platform/graphql/scalars.js';

export enum Visibility {
  PRIVATE = 'private',
  PUBLIC = 'public',
  UNLISTED = 'unlisted',
}
registerEnumType(Visibility, {
  name: 'Visibility',
  description: 'Who may see a moment. Holders of a service key see all.',
  valuesConfig: {
    PRIVATE: { description: 'Holders of a service key only. The default.' },
    PUBLIC: { description: 'Everybody, everywhere.' },
    UNLISTED: { description: 'Everybody who names it by path or id; it stands in no list, count or search.' },
  },
});

export enum Precision {
  YEAR = 'YEAR',
  MONTH = 'MONTH',
  DAY = 'DAY',
  MINUTE = 'MINUTE',
}
registerEnumType(Precision, {
  name: 'Precision',
  description:
    'How finely the date is known. Finer segments of the path are fillers: `january`, `01`, `0000`.',
});

export enum Calendar {
  JULIAN = 'JULIAN',
  GREGORIAN = 'GREGORIAN',
}
registerEnumType(Calendar, {
  name: 'Calendar',
  description:
    'The calendar a date is written in: Julian before 15 October 1582, Gregorian from then on, unless said otherwise.',
});

@ObjectType('MomentDate', {
  simpleResolvers: true,
  description: 'When a moment was, as honestly as it is known.',
})
export class MomentDateType {
  @Field(() => String, {
    description:
      'The written date in EDTF (ISO 8601-2), in the calendar of the moment. EDTF counts years astronomically: `-0043` is 44 BCE.',
  })
  edtf!: string;

  @Field(() => Precision)
  precision!: Precision;

  @Field(() => Calendar)
  calendar!: Calendar;

  @Field(() => String, {
    description:
      'The earliest it can have been: local time, ISO 8601 in the proleptic Gregorian calendar with astronomical years.',
  })
  earliest!: string;

  @Field(() => String, { description: 'The latest it can have begun, written as `earliest` is.' })
  latest!: string;

  @Field(() => String, {
    nullable: true,
    description: 'When the event itself ended, in EDTF as `edtf`, where it lasted.',
  })
  end!: string | null;

  @Field(() => String, { description: 'The date in English words, fillers left out.' })
  text!: string;
}

@ObjectType('Place', {
  simpleResolvers: true,
  description: 'A country, region or city that moments stand in.',
})
export class PlaceType {
  @Field(() => String, { description: '`/country`, `/country/region` or `/country/region/city`.' })
  path!: string;

  @Field(() => String, { description: '`country`, `region` or `city`.' })
  kind!: string;

  @Field(() => String, { description: 'As the moment spells it.' })
  name!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Degrees north, WGS 84, of a city that the gazetteer knows; of regions and countries null.',
  })
  latitude!: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east, as `latitude`.' })
  longitude!: number | null;
}

@ObjectType('Figure', { simpleResolvers: true, description: 'A person who took part.' })
export class FigureType {
  @Field(() => String, {
    description: 'The same for every spelling that differs only by case, marks or punctuation.',
  })
  key!: string;

  @Field(() => String, { description: 'As written in this moment.' })
  name!: string;
}

@ObjectType('Source', { simpleResolvers: true, description: 'Where the facts of a moment can be read.' })
export class SourceType {
  @Field(() => String, { nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true })
  url!: string | null;
}

@ObjectType('FieldProvenance', {
  simpleResolvers: true,
  description: 'Where one field of a generated moment came from.',
})
export class FieldProvenanceType {
  @Field(() => String)
  field!: string;

  @Field(() => String, {
    description:
      '`SENTENCE` (the query says so), `CORPUS`, `GAZETTEER` (looked up by the place), `GENERATOR`, or `FILLER` where nothing is known.',
  })
  origin!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'How sure the generator was, 0 to 1; null for what was looked up beside it.',
  })
  confidence!: number | null;
}

@ObjectType('Moment', {
  implements: Node,
  simpleResolvers: true,
  description: 'One event with a canonical path in time and space.',
})
export class MomentType extends Node {
  @Field(() => MomentPath)
  path!: string;

  @Field(() => String, { description: 'Always `event`.' })
  type!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true, description: 'The event in one sentence.' })
  oneLiner!: string | null;

  @Field(() => Int, { description: 'In historical counting: -44 is 44 BCE, there is no year 0.' })
  year!: number;

  @Field(() => String, { description: 'English name in lower case; `january` where only the year is known.' })
  month!: string;

  @Field(() => Int, { description: '1 to 12.' })
  monthNum!: number;

  @Field(() => Int, { description: '1 to 31; 1 where the day is not known.' })
  day!: number;

  @Field(() => String, { description: 'HHMM, local time of the place; `0000` where it is not known.' })
  time!: string;

  @Field(() => String, { description: 'The segment of the path.' })
  country!: string;

  @Field(() => String, { description: 'The segment of the path.' })
  region!: string;

  @Field(() => String, { description: 'The segment of the path.' })
  city!: string;

  @Field(() => String)
  slug!: string;

  @Field(() => Float, { nullable: true, description: 'Degrees north, WGS 84.' })
  latitude!: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east, WGS 84.' })
  longitude!: number | null;

  @Field(() => String, { nullable: true })
  era!: string | null;

  @Field(() => [String])
  tags!: string[];

  @Field(() => Int, { description: '0 manual, 1 derived by algorithm, 2 and up generated.' })
  layer!: number;

  @Field(() => Visibility)
  visibility!: Visibility;

  @Field(() => Float, { nullable: true, description: '0 to 1.' })
  confidence!: number | null;

  @Field(() => String, { nullable: true })
  sourceType!: string | null;

  @Field(() => [String], { nullable: true, description: 'Addresses of the same event elsewhere.' })
  sameAs!: string[] | null;

  @Field(() => String, { nullable: true })
  flashTimepointId!: string | null;

  @Field(() => String, { nullable: true })
  flashSlug!: string | null;

  @Field(() => String, { nullable: true })
  flashShareUrl!: string | null;

  @Field(() => String, { description: 'Who or what stored it.' })
  createdBy!: string;

  @Field(() => DateTime)
  createdAt!: string;

  @Field(() => DateTime, { nullable: true })
  updatedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it first became public.' })
  publishedAt!: string | null;
}

export const MomentConnection = connectionType('Moment', () => MomentType);
