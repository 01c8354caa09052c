import type { AddCommand } from '../calling.js';
import { format } from '../cypher/output.js';
import { counted } from '../terminal.js';
import { wholeNumber } from '../whole-number.js';

const SEARCH = `query ($query: String!, $first: Int!) {
  search(query: $query, first: $first) {
    edges { score node { path name oneLiner date { text } } }
    pageInfo { hasNextPage }
  }
}`;

interface Answer {
  search: {
    edges: {
      score: number;
      node: { path: string; name: string; oneLiner: string | null; date: { text: string } };
    }[];
    pageInfo: { hasNextPage: boolean };
  };
}

export const addSearch: AddCommand = (program, calling) => {
  program
    .command('search')
    .description('find moments by words: names, sentences, tags, figures, places and years')
    .argument('<words...>')
    .option('-n, --first <count>', 'how many at most, 1 to 100', wholeNumber(1, 100), 20)
    .action(async (words: string[], { first }: { first: number }) => {
      const { service, json, say, note } = calling();
      const { search } = await service().ask<Answer>(SEARCH, { query: words.join(' '), first });
      const found = search.edges.map(({ score, node }) => ({ score, ...node }));
      if (json) return say(`${JSON.stringify(found, null, 2)}\n`);
      const rows = found.map(({ name, date, path }) => [date.text, name, path]);
      if (rows.length > 0) say(format({ columns: ['date', 'name', 'path'], rows, cut: false }, 'table'));
      const more = search.pageInfo.hasNextPage ? '; there are more (--first)' : '';
      note(`(${counted(rows.length, 'moment')}${more})\n`);
    });
};
