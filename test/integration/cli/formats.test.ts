import { spawnSync } from 'node:child_process';
import { admin, startTestApp, type TestApp } from '../../support/app.js';

const IDES = '/-0044/march/15/0000/italy/lazio/rome/assassination-of-julius-caesar';
const ACTIUM = '/-0031/september/02/0000/greece/epirus/actium/battle-of-actium';
const TOWER = '/1889/march/31/1330/france/ile-de-france/paris/opening-of-the-eiffel-tower';
const FAIR = '/1889/january/01/0000/france/ile-de-france/paris/exposition-universelle';
const NOWHERE = '/1900/may/05/0000/unknown/unknown/unknown/a-day-somewhere';
const SECRET = '/1888/may/05/0000/france/ile-de-france/paris/a-secret';

const NASTY =
  '<b>&"\'\u0001; "It, \\ opens"\nwith ünïcödé and a line that goes on and on, beyond seventy-five octets 🗼🗼🗼🗼🗼🗼🗼🗼🗼🗼';

describe('formats for others', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ role: 'api' });
    const moments = [
      {
        path: IDES,
        visibility: 'PUBLIC',
        metadata: { precision: 'DAY', figures: ['Julius Caesar'], sources: ['Plutarch'] },
      },
      { path: ACTIUM, visibility: 'PUBLIC', metadata: { precision: 'DAY' } },
      {
        path: TOWER,
        visibility: 'PUBLIC',
        metadata: {
          name: `Tower ${NASTY}`,
          oneLiner: NASTY,
          tags: ['iron, wrought'],
          latitude: 48.858,
          longitude: 2.294,
          same_as: 'https://example.org/tower',
        },
      },
      { path: FAIR, visibility: 'PUBLIC', metadata: { precision: 'YEAR' } },
      { path: NOWHERE, visibility: 'PUBLIC', metadata: { precision: 'DAY' } },
      { path: SECRET, visibility: 'PRIVATE', metadata: { precision: 'DAY' } },
    ];
    const links = [
      { from: IDES, to: ACTIUM, type: 'CAUSES', weight: 0.8, description: NASTY },
      { from: ACTIUM, to: TOWER, type: 'INFLUENCES' },
      { from: FAIR, to: TOWER, type: 'SAME_LOCATION' },
      { from: SECRET, to: TOWER, type: 'CAUSES' },
    ];
    const { data } = await app.graphql(
      `mutation ($moments: [IndexMomentInput!]!, $links: [LinkImportInput!]!) {
        indexMoments(input: {moments: $moments}) { results { status } }
        importLinks(input: {links: $links}) { results { status } }
      }`,
      { moments, links },
      admin,
    );
    expect(data.indexMoments.results.every(({ status }: { status: string }) => status === 'indexed')).toBe(
      true,
    );
    expect(data.importLinks.results.every(({ status }: { status: string }) => status === 'linked')).toBe(
      true,
    );
  });
  afterAll(() => app.stop());

  async function get(format: string, headers: Record<string, string> = {}) {
    const response = await fetch(`${app.url}/api/export?format=${format}`, { headers });
    const text = await response.text();
    expect(response.status).toBe(200);
    if (Object.keys(headers).length === 0) expect(text).not.toMatch(/secret/i);
    return {
      text,
      type: response.headers.get('content-type'),
      notCarried: response.headers.get('x-not-carried'),
    };
  }

  test('GraphML: well-formed, every edge between nodes that are there', async () => {
    const { text, type } = await get('graphml');
    expect(type).toBe('application/graphml+xml');
    const script = `
import sys, json
from xml.etree import ElementTree as E
root = E.fromstring(sys.stdin.buffer.read())
ns = '{http://graphml.graphdrawing.org/xmlns}'
keys = {k.get('id') for k in root.iter(ns + 'key')}
rows = lambda tag, *names: [dict({n: e.get(n) for n in names}, **{d.get('key'): d.text for d in e.iter(ns + 'data')}) for e in root.iter(ns + tag)]
nodes, edges = rows('node', 'id'), rows('edge', 'source', 'target')
assert all(k in keys for row in nodes + edges for k in row if k not in ('id', 'source', 'target'))
print(json.dumps({'nodes': nodes, 'edges': edges}))`;
    const { stdout, stderr } = spawnSync('python3', ['-c', script], { input: text, encoding: 'utf8' });
    expect(stderr).toBe('');
    const { nodes, edges } = JSON.parse(stdout);
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual([IDES, ACTIUM, FAIR, TOWER, NOWHERE]);
    expect(nodes[3].oneLiner).toBe(NASTY.replace('\u0001', ''));
    expect(edges).toMatchObject([
      { source: IDES, target: ACTIUM, type: 'CAUSES', weight: '0.8' },
      { source: ACTIUM, target: TOWER, type: 'INFLUENCES' },
      { source: FAIR, target: TOWER, type: 'SAME_LOCATION' },
    ]);
  });

  test('GeoJSON in the Linked Places form', async () => {
    const { text, type, notCarried } = await get('geojson');
    expect(type).toBe('application/geo+json');
    expect(notCarried).toContain('links between moments');
    const { features, ...collection } = JSON.parse(text);
    expect(collection).toMatchObject({
      type: 'FeatureCollection',
      '@context': expect.stringContaining('linkedplaces'),
    });
    expect(features).toHaveLength(5);
    expect(features[0]).toMatchObject({
      '@id': `${app.url}/api/moments${IDES}`,
      type: 'Feature',
      // 15 March 44 BCE, Julian.
      when: {
        timespans: [{ start: { earliest: '-0043-03-13', latest: '-0043-03-13' } }],
        label: expect.stringContaining('44 BCE'),
      },
      geometry: { type: 'Point', certainty: 'less-certain' },
    });
    expect(features[3]).toMatchObject({
      geometry: { coordinates: [2.294, 48.858], certainty: 'certain' },
      links: [{ type: 'seeAlso', identifier: 'https://example.org/tower' }],
      names: [{ toponym: 'Paris' }],
    });
    expect(features[4].geometry).toBeNull();
  });

  test('JSON-LD with schema.org and CIDOC CRM', async () => {
    const { text } = await get('jsonld');
    const graph: Record<string, unknown>[] = JSON.parse(text)['@graph'];
    const at = (path: string) => `${app.url}/api/moments${path}`;
    expect(graph[0]).toMatchObject({
      '@id': at(IDES),
      '@type': ['Event', 'crm:E5_Event'],
      startDate: '-0043-03-13',
      'crm:P4_has_time-span': { 'crm:P82a_begin_of_the_begin': { '@value': '-0043-03-13T00:00:00' } },
      'crm:P11_had_participant': [{ '@id': 'clockchain:figure:julius-caesar' }],
      subjectOf: [{ '@type': 'CreativeWork', name: 'Plutarch' }],
    });
    expect(graph[2]).toMatchObject({ '@id': at(FAIR), startDate: '1889' });
    expect(graph.slice(5)).toEqual([
      { '@id': at(IDES), 'crmsci:O13_triggers': { '@id': at(ACTIUM) } },
      { '@id': at(TOWER), 'crm:P15_was_influenced_by': { '@id': at(ACTIUM) } },
      { '@id': at(FAIR), 'clockchain:SAME_LOCATION': { '@id': at(TOWER) } },
    ]);
  });

  test('TimelineJS: dates no finer than known, texts that a page can take', async () => {
    const { events } = JSON.parse((await get('timelinejs')).text);
    expect(events.map(({ start_date }: { start_date: object }) => start_date)).toEqual([
      { year: -44, month: 3, day: 13 },
      { year: -31, month: 8, day: 31 },
      { year: 1889 },
      { year: 1889, month: 3, day: 31, hour: 13, minute: 30 },
      { year: 1900, month: 5, day: 5 },
    ]);
    expect(events[3].text.headline).toContain('Tower &lt;b&gt;&amp;&quot;');
    expect(events[3].text.text).not.toContain('<b>');
  });

  test('iCalendar: folded, escaped, and it says what it left out', async () => {
    const { text } = await get('ics');
    const lines = text.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    const unfolded = text.replace(/\r\n /g, '');
    expect(unfolded.match(/^DTSTART.*$/gm)).toEqual([
      'DTSTART:18890331T133000',
      'DTSTART;VALUE=DATE:19000505',
    ]);
    expect(unfolded).toContain('CATEGORIES:iron\\, wrought\r\n');
    expect(unfolded).toContain(`SUMMARY:Tower <b>&"'\\; "It\\, \\\\ opens"\\nwith ünïcödé`);
    expect(unfolded).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
  });

  test('each format is empty in good order, and described', async () => {
    for (const format of ['graphml', 'geojson', 'jsonld', 'timelinejs', 'ics', 'csv', 'ndjson']) {
      const response = await fetch(`${app.url}/api/export?format=${format}&year_from=2500`);
      const text = await response.text();
      if (format.includes('json') && format !== 'ndjson') JSON.parse(text);
      expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="clockchain\./);
    }
    const { paths } = (await app.rest('GET', '/api/docs/json')).body;
    const [{ schema }] = paths['/api/export'].get.parameters.filter(
      ({ name }: { name: string }) => name === 'format',
    );
    expect(schema.enum).toEqual(['ndjson', 'csv', 'graphml', 'geojson', 'jsonld', 'timelinejs', 'ics']);
  });
});
