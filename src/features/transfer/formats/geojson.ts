import { dateText } from '../../moments/domain/date-text.js';
import type { Source } from '../../moments/domain/metadata.js';
import { titleFromSlug } from '../../moments/domain/slug.js';
import type { Moment } from '../../moments/queries/moment.js';
import { MADE_ANEW } from '../domain/records.js';
import { addressOf, type ExportContext, type Format } from './format.js';
import { bounds, CONVERTED } from './gregorian.js';

const CONTEXT =
  'https://raw.githubusercontent.com/LinkedPasts/linked-places-format/main/linkedplaces-context-v1.1.jsonld';

/** GeoJSON in the Linked Places form: each moment a feature with its place, its `when` and its sources. */
export const geojson: Format = {
  mediaType: 'application/geo+json',
  extension: 'geojson',
  notCarried: [
    ...MADE_ANEW,
    'links between moments',
    'custom metadata',
    'visibility and confidence',
    CONVERTED,
    'moments without coordinates have the geometry null',
  ],
  links: 'none',
  writer: (context) => ({
    open: () => `{"type":"FeatureCollection","@context":${JSON.stringify(CONTEXT)},"features":[\n`,
    moment: (moment, first) => `${first ? '' : ',\n'}${JSON.stringify(feature(moment, context))}`,
    close: () => '\n]}\n',
  }),
};

function feature(moment: Moment, context: ExportContext) {
  const { name, path, oneLiner, latitude, longitude, locationOrigin, layer, era, tags, figures } = moment;
  const sources = JSON.parse(moment.sources ?? '[]') as Source[];
  const links = [
    ...moment.sameAs.map((identifier) => ({ type: 'seeAlso', identifier })),
    ...sources.flatMap(({ url }) => (url ? [{ type: 'subjectOf', identifier: url }] : [])),
  ];
  return {
    '@id': addressOf(context, path),
    type: 'Feature',
    properties: { title: name, path, layer, ...(era && { era }), tags, figures },
    when: {
      timespans: [{ start: bounds(moment) }],
      label: dateText(moment.edtf, moment.calendar),
    },
    names: [{ toponym: titleFromSlug(moment.city) }],
    types: [{ label: 'historical event' }],
    geometry:
      latitude === null || longitude === null
        ? null
        : {
            type: 'Point',
            coordinates: [longitude, latitude],
            certainty: locationOrigin ? 'less-certain' : 'certain',
          },
    ...(links.length > 0 && { links }),
    ...(oneLiner && { descriptions: [{ value: oneLiner }] }),
  };
}
