import type { AddCommand } from '../calling.js';
import { CliError, EXIT } from '../cli-error.js';
import { wholeNumber } from '../whole-number.js';
import { collect } from './index-moment.js';

const PATH = `query ($from: MomentPath!, $to: MomentPath!, $maxHops: Int!, $types: [LinkType!]! = [CAUSES, INFLUENCES, PRECEDES]) {
  pathBetween(from: $from, to: $to, maxHops: $maxHops, types: $types) {
    found hops
    moments { path name date { text } }
    links { id type layer weight explanation }
  }
}`;

interface Answer {
  pathBetween: {
    found: boolean;
    hops: number | null;
    moments: { path: string; name: string; date: { text: string } }[];
    links: { type: string; explanation: string }[];
  } | null;
}

export const addPath: AddCommand = (program, calling) => {
  program
    .command('path')
    .description('what led from one moment to a later one: the shortest way along links')
    .argument('<from>', 'path of the earlier moment')
    .argument('<to>', 'path of the later one')
    .option('--max-hops <count>', 'links at most, 1 to 10', wholeNumber(1, 10), 6)
    .option(
      '--type <type>',
      'follow only this type of link; once for each (causes, influences, precedes)',
      collect,
      [],
    )
    .addHelpText('after', '\nThat there is no way is an answer: it ends with 0.')
    .action(async (from: string, to: string, options: { maxHops: number; type: string[] }) => {
      const { service, json, say } = calling();
      const { pathBetween } = await service().ask<Answer>(PATH, {
        from,
        to,
        maxHops: options.maxHops,
        ...(options.type.length > 0 && { types: options.type.map((type) => type.toUpperCase()) }),
      });
      if (!pathBetween)
        throw new CliError(EXIT.failed, `No moment can be seen at ${from} or at ${to}.`, 'NOT_FOUND');
      if (json) return say(`${JSON.stringify(pathBetween, null, 2)}\n`);
      const { found, moments, links } = pathBetween;
      if (!found) return say(`No way of at most ${options.maxHops} links leads from one to the other.\n`);
      const steps = moments.map(({ name, date, path }, i) => {
        const because = links[i] ? `\n    ${links[i].type.toLowerCase()}: ${links[i].explanation}` : '';
        return `${name} (${date.text})\n    ${path}${because}`;
      });
      say(`${steps.join('\n')}\n`);
    });
};
