import { LINK_CHOICES } from '../formats/format.js';
import { FORMAT_NAMES } from '../formats/formats.js';

/** OpenAPI description of the export; checking is the domain's. */
const text = { type: 'string' };
const year = { type: 'integer', description: 'historical counting: -44 is 44 BCE, there is no year 0' };
const edtf = { ...text, description: 'an EDTF date, which counts 44 BCE as -0043' };
const texts = { type: 'array', items: text, description: 'given again for each' };

export const exported = {
  tags: ['moments'],
  summary: 'Moments and their links as a file, by the filter of `moments`',
  description:
    'Streamed, in the order of time, moments first. What the viewer may not see is not in it, nor are links to it; of the links, those whose both ends are ' +
    'in the export. It is no snapshot of a graph that changes meanwhile. The header `x-not-carried` names what the format cannot say, the trailer `x-summary` ' +
    'how many moments and links were written, and how many left out and why. A stream that ends early breaks off instead of ending well.',
  querystring: {
    type: 'object',
    properties: {
      format: { ...text, enum: FORMAT_NAMES, default: 'ndjson' },
      part: { ...text, enum: ['moments', 'links'], default: 'moments', description: 'CSV is two tables' },
      links: {
        ...text,
        enum: [...LINK_CHOICES],
        description: '`stated` leaves out derived links; without it as is usual for the format',
      },
      year_from: year,
      year_to: year,
      from: edtf,
      to: edtf,
      month: { type: 'integer', minimum: 1, maximum: 12 },
      day: { type: 'integer', minimum: 1, maximum: 31 },
      place: { ...text, description: '/country, /country/region or /country/region/city' },
      near: { ...text, description: 'latitude,longitude,km' },
      within: { ...text, description: 'south,west,north,east' },
      tags_any: texts,
      tags_all: texts,
      figures: texts,
      era: text,
      layers: { type: 'array', items: { type: 'integer' }, description: 'given again for each' },
      visibility: text,
      source_type: text,
      min_confidence: { type: 'number', minimum: 0, maximum: 1 },
      created_by: text,
      has_link_type: text,
      text: { ...text, description: 'words, as for search' },
    },
  },
  response: {
    200: {
      description: 'The file',
      headers: {
        'x-not-carried': { type: 'string', description: 'what this format cannot say' },
      },
      content: { 'application/x-ndjson': { schema: text } },
    },
  },
};
