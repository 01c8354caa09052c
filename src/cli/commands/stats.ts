import type { AddCommand } from '../calling.js';

const STATS = `{
  stats {
    momentCount linkCount averageConfidence lastUpdated
    layers { level count }
    linkTypes { type count }
    sourceTypes { sourceType count }
    dateRange { from { year edtf } to { year edtf } }
  }
}`;

interface Stats {
  momentCount: number;
  linkCount: number;
  lastUpdated: string | null;
  layers: { level: number; count: number }[];
  linkTypes: { type: string; count: number }[];
  sourceTypes: { sourceType: string | null; count: number }[];
  dateRange: { from: { year: number }; to: { year: number } } | null;
}

export const addStats: AddCommand = (program, calling) => {
  program
    .command('stats')
    .description('figures of the whole graph, as far as the keys let see')
    .action(async () => {
      const { service, json, say } = calling();
      const { stats } = await service().ask<{ stats: Stats }>(STATS);
      say(json ? `${JSON.stringify(stats, null, 2)}\n` : inWords(stats));
    });
};

function inWords(stats: Stats): string {
  const { dateRange } = stats;
  const list = (items: [unknown, number][]) =>
    items.map(([name, count]) => `${name} ${count.toLocaleString('en')}`).join(', ') || 'none';
  const facts: [string, string][] = [
    ['moments', stats.momentCount.toLocaleString('en')],
    ['by layer', list(stats.layers.map(({ level, count }) => [level, count]))],
    ['by source', list(stats.sourceTypes.map(({ sourceType, count }) => [sourceType ?? 'unnamed', count]))],
    ['links', stats.linkCount.toLocaleString('en')],
    ['by type', list(stats.linkTypes.map(({ type, count }) => [type.toLowerCase(), count]))],
    ['years', dateRange ? `${yearText(dateRange.from.year)} to ${yearText(dateRange.to.year)}` : 'none'],
    ['changed', stats.lastUpdated ?? 'never'],
  ];
  return `${facts.map(([name, value]) => `${name.padEnd(11)}${value}`).join('\n')}\n`;
}

function yearText(year: number): string {
  return year < 0 ? `${-year} BCE` : String(year);
}
