import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { JSONObject } from '../../../platform/graphql/scalars.js';
import { isoGregorian } from '../domain/calendar.js';
import { dateText } from '../domain/date-text.js';
import { placesOf } from '../domain/moment.js';
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
  async place(@Root() moment: Moment, @Ctx() { moments }: MomentContext): Promise<NamedPlace | null> {
    const names = new Map(
      placesOf(moment, JSON.parse(moment.metadata)).map(({ path, name }) => [path, name]),
    );
    return named(await moments.place.load([...names.keys()].at(-1)!), names);
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
    description:
      'For each field that a generator filled, and for coordinates that were looked up; empty for what people wrote.',
  })
  async provenance(
    @Root() moment: Moment,
    @Ctx() { moments }: MomentContext,
  ): Promise<FieldProvenanceType[]> {
    const generated = await moments.provenance.load(moment.id);
    const origin = moment.locationOrigin;
    if (!origin) return generated;
    return [...generated, ...['latitude', 'longitude'].map((field) => ({ field, origin, confidence: null }))];
  }
}

/**
 * A place of one moment, which names it and those around it: the nodes are named by whoever wrote of them first, which
 * may be a moment that the viewer may not see.
 */
interface NamedPlace extends Place {
  names: ReadonlyMap<string, string>;
}

function named(place: Place | null, names: NamedPlace['names']): NamedPlace | null {
  return place && { ...place, name: names.get(place.path) ?? place.name, names };
}

@Resolver(() => PlaceType)
export class PlaceFields {
  @FieldResolver(() => PlaceType, {
    nullable: true,
    description: 'The place it lies within; null for a country.',
  })
  async parent(
    @Root() { parent, names }: NamedPlace,
    @Ctx() { moments }: MomentContext,
  ): Promise<NamedPlace | null> {
    return parent === null ? null : named(await moments.place.load(parent), names);
  }
}
