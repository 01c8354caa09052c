import type { AddCommand } from '../calling.js';
import { CliError, EXIT } from '../cli-error.js';
import { wholeNumber } from '../whole-number.js';

const SHOW = `query ($path: MomentPath!, $links: Int!) {
  moment(path: $path) {
    id path name oneLiner visibility layer era tags confidence sourceType createdBy createdAt publishedAt latitude longitude
    date { text edtf precision calendar }
    place { name parent { name parent { name } } }
    figures { name }
    sources { title url }
    sameAs
    provenance { field origin confidence }
    metadata
    links(first: $links) {
      totalCount
      edges { node { id type layer weight explanation } moment { path name date { text } } direction readAs }
    }
  }
}`;

interface Shown {
  path: string;
  name: string;
  oneLiner: string | null;
  visibility: string;
  layer: number;
  era: string | null;
  tags: string[];
  createdBy: string;
  latitude: number | null;
  longitude: number | null;
  date: { text: string };
  place: { name: string; parent: { name: string; parent: { name: string } } };
  figures: { name: string }[];
  sources: { title: string; url: string | null }[];
  sameAs: string[];
  provenance: { field: string; origin: string; confidence: number | null }[];
  links: {
    totalCount: number;
    edges: {
      node: { type: string; weight: number; layer: number };
      moment: { path: string; name: string; date: { text: string } };
      readAs: string;
    }[];
  };
}

export const addShow: AddCommand = (program, calling) => {
  program
    .command('show')
    .description('all that is known of one moment, and what it is linked with')
    .argument('<path>', 'its path, or one at which it stood before it was moved')
    .option('-n, --links <count>', 'links at most, 1 to 100', wholeNumber(1, 100), 20)
    .action(async (path: string, { links }: { links: number }) => {
      const { service, json, say } = calling();
      const { moment } = await service().ask<{ moment: Shown | null }>(SHOW, { path, links });
      if (!moment) {
        const without = service().serviceKey ? '' : ' that can be read without a key';
        throw new CliError(EXIT.failed, `No moment${without} stands at ${path}.`, 'NOT_FOUND');
      }
      say(json ? `${JSON.stringify(moment, null, 2)}\n` : inWords(moment));
    });
};

function inWords(moment: Shown): string {
  const { place, date, links } = moment;
  const facts: [string, string | null][] = [
    ['path', moment.path],
    ['date', date.text],
    ['place', [place.name, place.parent.name, place.parent.parent.name].join(', ')],
    ['lies at', moment.latitude === null ? null : `${moment.latitude}, ${moment.longitude}`],
    ['era', moment.era],
    ['figures', moment.figures.map(({ name }) => name).join(', ')],
    ['tags', moment.tags.join(', ')],
    ['layer', `${moment.layer}, ${moment.visibility.toLowerCase()}, stored by ${moment.createdBy}`],
    [
      'sources',
      moment.sources.map(({ title, url }) => (url && url !== title ? `${title} (${url})` : title)).join('; '),
    ],
    ['same as', moment.sameAs.join(' ')],
    ['filled by', originsOf(moment)],
  ];
  const lines = facts.filter(([, value]) => value).map(([name, value]) => `  ${name.padEnd(10)}${value}`);
  const linked = links.edges.map(
    ({ node, moment: other, readAs }) =>
      `  ${readAs.padEnd(16)}${other.name} (${other.date.text})  ${node.weight}\n${' '.repeat(18)}${other.path}`,
  );
  const shown = links.edges.length < links.totalCount ? `${links.edges.length} of ` : '';
  return [
    moment.name,
    ...(moment.oneLiner ? [moment.oneLiner] : []),
    ...lines,
    ...(linked.length > 0 ? [`  links     ${shown}${links.totalCount}`, ...linked] : []),
    '',
  ].join('\n');
}

function originsOf({ provenance }: Shown): string {
  const fields = new Map<string, string[]>();
  for (const { field, origin } of provenance) fields.set(origin, [...(fields.get(origin) ?? []), field]);
  return [...fields].map(([origin, names]) => `${origin}: ${names.join(', ')}`).join('; ');
}
