import { Float, pointAt } from '../../../platform/graph/index.js';
import { dateWords } from '../domain/date-words.js';
import { layerWords } from '../domain/layer.js';
import type { CustomProperty, Location, NewMoment, PlaceHub } from '../domain/moment.js';
import { prominence } from '../domain/prominence.js';
import { rankWords } from '../domain/search-words.js';
import { tallyOf } from '../domain/tally.js';

/** The row of `moment/create`. Whole numbers become integers on their way, so what must be a float is wrapped. */
export function momentRow({ properties, custom, city }: NewMoment) {
  const { location, confidence, ...rest } = properties;
  const known = {
    ...rest,
    confidence: confidence === null ? null : new Float(confidence),
    prominence: prominence(properties),
    dateWords: dateWords(properties),
    rankWords: rankWords(properties),
    placeWords: [...city.names, ...historicalPlace(custom)].join('; ') || null,
    location: pointOf(location),
  };
  return {
    path: properties.path,
    id: properties.id,
    public: properties.visibility === 'public',
    properties: { ...customProperties(custom), ...known },
  };
}

function customProperties(custom: Record<string, CustomProperty>) {
  return Object.fromEntries(
    Object.entries(custom).map(([key, property]) => {
      if (property.kind === 'float') return [key, new Float(property.value)];
      if (property.kind === 'float-list') return [key, property.value.map((item) => new Float(item))];
      return [key, property.value];
    }),
  );
}

/** The name of the place at the time, as generators give it. */
function historicalPlace({ historicalPlace: name }: Record<string, CustomProperty>): string[] {
  return name?.kind === 'string' ? [name.value] : [];
}

export function pointOf(location: Location | null) {
  return location && pointAt(location.longitude, location.latitude);
}

/** The row of `moment/join-hubs`; the lists are sorted so that two processes lock shared hubs in the same order. */
export function hubRow({ properties, hubs, city: { location } }: NewMoment) {
  const [country, region, city] = hubs.places as [PlaceHub, PlaceHub, PlaceHub];
  return {
    id: properties.id,
    layer: hubs.layer,
    layerName: layerWords(hubs.layer).name,
    country: { path: country.path, name: country.name },
    region: { path: region.path, name: region.name },
    city: { path: city.path, name: city.name, location: pointOf(location) },
    figures: [...hubs.figures].sort((a, b) => (a.key < b.key ? -1 : 1)),
    tags: [...hubs.tags].sort(),
    tally: tallyOf(properties),
  };
}
