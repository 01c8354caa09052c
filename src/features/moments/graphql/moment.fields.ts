import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { JSONObject } from '../../../platform/graphql/scalars.js';
import { isoGregorian } from '../domain/calendar.js';
import { dateText } from '../domain/date-text.js';
import { figureKey } from '../domain/slug.js';
import type { Place } from '../queries/find-places.js';
import type { Moment } from '../queries/moment.js';
import type { MomentContext } from './context.js';
import {
  FieldProvenanceType,
  FigureType,
  MomentDateType,
  MomentType,
  PlaceType,
  SourceType,
} from './moment.type.js';

@Resolver(() => MomentType)
export class MomentFields {
  @FieldResolver(() => MomentDateType)
  date(@Root() moment: Moment): MomentDateType {
    return {
      edtf: moment.edtf,
      precision: moment.precision as MomentDateType['precision'],
      calendar: moment.calendar as MomentDateType['calendar'],
      earliest: isoGregorian(moment.earliest),
      latest: isoGregorian(moment.latest),
      end: moment.end,
      text: dateText(moment.edtf, moment.calendar),
    };
  }

  @FieldResolver(() => PlaceType, {
    description: 'The city it stands in, and from there the region and the country.',
  })
  place(@Root() moment: Moment, @Ctx() { moments }: MomentContext): Promise<Place | null> {
    return moments.place.load(`/${moment.country}/${moment.region}/${moment.city}`);
  }

  @FieldResolver(() => [FigureType])
  figures(@Root() moment: Moment): FigureType[] {
    return moment.figures.map((name) => ({ key: figureKey(name), name }));
  }

  @FieldResolver(() => [SourceType])
  sources(@Root() moment: Moment): SourceType[] {
    return moment.sources ? JSON.parse(moment.sources) : [];
  }

  @FieldResolver(() => JSONObject, { description: 'What was sent when it was stored, as it was sent.' })
  metadata(@Root() moment: Moment): Record<string, unknown> {
    return JSON.parse(moment.metadata);
  }

  @FieldResolver(() => [FieldProvenanceType], {
    description: 'For each field that a generator filled; empty for what people wrote.',
  })
  provenance(@Root() moment: Moment, @Ctx() { moments }: MomentContext): Promise<FieldProvenanceType[]> {
    return moments.provenance.load(moment.id);
  }
}

@Resolver(() => PlaceType)
export class PlaceFields {
  @FieldResolver(() => PlaceType, {
    nullable: true,
    description: 'The place it lies within; null for a country.',
  })
  parent(@Root() place: Place, @Ctx() { moments }: MomentContext): Promise<Place | null> | null {
    return place.parent === null ? null : moments.place.load(place.parent);
  }
}
