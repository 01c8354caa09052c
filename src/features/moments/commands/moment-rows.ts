import neo4j from 'neo4j-driver';
import { Float } from '../../../platform/graph/index.js';
import { dateWords } from '../domain/date-words.js';
import { layerWords } from '../domain/layer.js';
import type { CustomProperty, NewMoment, PlaceHub } from '../domain/moment.js';

const WGS_84 = 4326;

/** The row of `moment/create`. Whole numbers become integers on their way, so what must be a float is wrapped. */
export function momentRow({ properties, custom }: NewMoment) {
  const { location, confidence, ...rest } = properties;
  const known = {
    ...rest,
    confidence: confidence === null ? null : new Float(confidence),
    dateWords: dateWords(properties),
    location: location && new neo4j.types.Point(neo4j.int(WGS_84), location.longitude, location.latitude),
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

/** The row of `moment/join-hubs`; the lists are sorted so that two processes lock shared hubs in the same order. */
export function hubRow({ properties, hubs }: NewMoment) {
  const [country, region, city] = hubs.places as [PlaceHub, PlaceHub, PlaceHub];
  return {
    id: properties.id,
    layer: hubs.layer,
    layerName: layerWords(hubs.layer).name,
    country: { path: country.path, name: country.name },
    region: { path: region.path, name: region.name },
    city: { path: city.path, name: city.name },
    figures: [...hubs.figures].sort((a, b) => (a.key < b.key ? -1 : 1)),
    tags: [...hubs.tags].sort(),
  };
}
