import { isoGregorian } from '../../moments/domain/calendar.js';
import type { Source } from '../../moments/domain/metadata.js';
import { figureKey, titleFromSlug } from '../../moments/domain/slug.js';
import type { Moment } from '../../moments/queries/moment.js';
import { MADE_ANEW } from '../domain/records.js';
import { addressOf, type ExportContext, type ExportedLink, type Format } from './format.js';
import { CONVERTED, isoDate } from './gregorian.js';

const CONTEXT = {
  '@vocab': 'https://schema.org/',
  crm: 'http://www.cidoc-crm.org/cidoc-crm/',
  crmsci: 'http://www.cidoc-crm.org/extensions/crmsci/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  clockchain: 'urn:clockchain:',
};

/** JSON-LD: schema.org for what search engines read, CIDOC CRM for what museums and archives do. */
export const jsonld: Format = {
  mediaType: 'application/ld+json',
  extension: 'jsonld',
  notCarried: [
    ...MADE_ANEW,
    'custom metadata',
    'layer, visibility and confidence',
    'weight, layer and words of links',
    CONVERTED,
  ],
  links: 'stated',
  writer: (context) => ({
    open: () => `{"@context":${JSON.stringify(CONTEXT)},"@graph":[\n`,
    moment: (moment, first) => `${first ? '' : ',\n'}${JSON.stringify(event(moment, context))}`,
    link: (link, first) => `${first ? '' : ',\n'}${JSON.stringify(statement(link, context))}`,
    close: () => '\n]}\n',
  }),
};

function event(moment: Moment, context: ExportContext) {
  const date = isoDate(moment);
  const sources = JSON.parse(moment.sources ?? '[]') as Source[];
  // A place of several moments is one, unless this one says where in it.
  const city = `clockchain:place:${moment.country}/${moment.region}/${moment.city}`;
  const place =
    moment.latitude === null || moment.locationOrigin ? city : `${addressOf(context, moment.path)}#place`;
  const figures = moment.figures.map((name) => ({
    id: `clockchain:figure:${encodeURIComponent(figureKey(name))}`,
    name,
  }));
  return {
    '@id': addressOf(context, moment.path),
    '@type': ['Event', 'crm:E5_Event'],
    identifier: moment.path,
    name: moment.name,
    ...(moment.oneLiner && { description: moment.oneLiner }),
    ...(date && { startDate: date }),
    'crm:P4_has_time-span': {
      '@type': 'crm:E52_Time-Span',
      'crm:P82a_begin_of_the_begin': instant(moment.earliest, '00'),
      'crm:P82b_end_of_the_end': instant(moment.latest, '59'),
    },
    location: {
      '@id': place,
      '@type': ['Place', 'crm:E53_Place'],
      name: titleFromSlug(moment.city),
      address: {
        '@type': 'PostalAddress',
        addressCountry: titleFromSlug(moment.country),
        addressRegion: titleFromSlug(moment.region),
        addressLocality: titleFromSlug(moment.city),
      },
      ...(moment.latitude !== null && {
        geo: { '@type': 'GeoCoordinates', latitude: moment.latitude, longitude: moment.longitude },
      }),
    },
    'crm:P7_took_place_at': { '@id': place },
    ...(figures.length > 0 && {
      about: figures.map(({ id, name }) => ({ '@id': id, '@type': ['Thing', 'crm:E39_Actor'], name })),
      'crm:P11_had_participant': figures.map(({ id }) => ({ '@id': id })),
    }),
    ...(moment.tags.length > 0 && { keywords: moment.tags }),
    ...(moment.sameAs.length > 0 && { sameAs: moment.sameAs.map((address) => ({ '@id': address })) }),
    ...(sources.length > 0 && {
      subjectOf: sources.map(({ title, url }) => ({
        '@type': 'CreativeWork',
        name: title,
        ...(url && { url }),
      })),
    }),
  };
}

function instant(minutes: number, seconds: string) {
  return { '@type': 'xsd:dateTime', '@value': `${isoGregorian(minutes)}:${seconds}` };
}

/** A link as one statement; CIDOC CRM has an influence told by what was influenced. */
function statement({ link, from, to }: ExportedLink, context: ExportContext) {
  const [source, target] = [addressOf(context, from), addressOf(context, to)];
  if (link.type === 'CAUSES') return { '@id': source, 'crmsci:O13_triggers': { '@id': target } };
  if (link.type === 'INFLUENCES') return { '@id': target, 'crm:P15_was_influenced_by': { '@id': source } };
  if (link.type === 'PRECEDES')
    return { '@id': source, 'crm:P183_ends_before_the_start_of': { '@id': target } };
  return { '@id': source, [`clockchain:${link.type}`]: { '@id': target } };
}
