import type { Moment } from '../../moments/queries/moment.js';
import { MADE_ANEW } from '../domain/records.js';
import type { ExportedLink, Format } from './format.js';

type Value = string | number | null | undefined;
type Kind = 'string' | 'int' | 'long' | 'double';

const NODE: [name: string, kind: Kind, of: (moment: Moment) => Value][] = [
  ['name', 'string', ({ name }) => name],
  ['oneLiner', 'string', ({ oneLiner }) => oneLiner],
  ['year', 'int', ({ year }) => year],
  ['edtf', 'string', ({ edtf }) => edtf],
  ['precision', 'string', ({ precision }) => precision],
  ['calendar', 'string', ({ calendar }) => calendar],
  ['sortKey', 'long', ({ sortKey }) => sortKey],
  ['earliest', 'long', ({ earliest }) => earliest],
  ['latest', 'long', ({ latest }) => latest],
  ['country', 'string', ({ country }) => country],
  ['region', 'string', ({ region }) => region],
  ['city', 'string', ({ city }) => city],
  ['latitude', 'double', ({ latitude }) => latitude],
  ['longitude', 'double', ({ longitude }) => longitude],
  ['era', 'string', ({ era }) => era],
  ['tags', 'string', ({ tags }) => tags.join('; ')],
  ['figures', 'string', ({ figures }) => figures.join('; ')],
  ['layer', 'int', ({ layer }) => layer],
  ['visibility', 'string', ({ visibility }) => visibility],
  ['confidence', 'double', ({ confidence }) => confidence],
  ['sourceType', 'string', ({ sourceType }) => sourceType],
  ['createdBy', 'string', ({ createdBy }) => createdBy],
];
const EDGE: [name: string, kind: Kind, of: (link: ExportedLink['link']) => Value][] = [
  ['type', 'string', ({ type }) => type],
  ['linkLayer', 'int', ({ layer }) => layer],
  ['weight', 'double', ({ weight }) => weight],
  ['theme', 'string', ({ theme }) => theme],
  ['description', 'string', ({ description }) => description],
  ['method', 'string', ({ method }) => method],
  ['linkConfidence', 'double', ({ confidence }) => confidence],
  ['source', 'string', ({ source }) => source],
  ['linkCreatedBy', 'string', ({ createdBy }) => createdBy],
];

const OPENING = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
`;

/** Moments as nodes that bear their path, links as directed edges: for Gephi, yEd, NetworkX, igraph. */
export const graphml: Format = {
  mediaType: 'application/graphml+xml',
  extension: 'graphml',
  notCarried: [
    ...MADE_ANEW,
    'custom metadata',
    'sources and addresses elsewhere',
    'lists are joined with semicolons',
  ],
  links: 'all',
  writer: () => ({
    open: () =>
      [
        OPENING,
        ...NODE.map(([name, kind]) => key('node', name, kind)),
        ...EDGE.map(([name, kind]) => key('edge', name, kind)),
        '<graph id="clockchain" edgedefault="directed">\n',
      ].join(''),
    moment: (moment) =>
      `<node id="${xml(moment.path)}">${data(NODE.map(([name, , of]) => [name, of(moment)]))}</node>\n`,
    link: ({ link, from, to }) =>
      `<edge source="${xml(from)}" target="${xml(to)}">${data(EDGE.map(([name, , of]) => [name, of(link)]))}</edge>\n`,
    close: () => '</graph>\n</graphml>\n',
  }),
};

function key(of: 'node' | 'edge', name: string, kind: Kind): string {
  return `<key id="${name}" for="${of}" attr.name="${name}" attr.type="${kind}"/>\n`;
}

function data(values: [string, Value][]): string {
  return values
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => `<data key="${name}">${xml(String(value))}</data>`)
    .join('');
}

const ESCAPED: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Text as XML 1.0 can hold it: what it has no way to write is left out. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}|[\ufffe\uffff]/gu, (char) => ('\t\n\r'.includes(char) ? char : ''))
    .replace(/[&<>"\r]/gu, (char) => ESCAPED[char]!);
}
