/** What led to an event: `npx tsx examples/node/led-to.ts moon landing`. */
import { graphql } from './gql/gql.js';
import { send } from './send.js';

const Find = graphql(`
  query Find($words: String!) {
    search(query: $words, first: 1) {
      nodes { path name date { text } }
    }
  }
`);

const LedTo = graphql(`
  query LedTo($path: MomentPath!) {
    traverse(from: $path, direction: PAST, depth: 4, limit: 20) {
      nodes { hop moment { id name date { text } } }
      links { type description from { id } to { name } }
    }
  }
`);

const words = process.argv.slice(2).join(' ');
if (words === '') {
  console.error('Which event? For example: npx tsx examples/node/led-to.ts moon landing');
  process.exit(2);
}

const [found] = (await send(Find, { words })).search.nodes;
if (!found) {
  console.log(`No moment is found by "${words}".`);
} else {
  console.log(`${found.name} (${found.date.text})`);
  const { traverse } = await send(LedTo, { path: found.path });
  for (const { hop, moment } of traverse?.nodes ?? []) {
    if (hop === 0) continue;
    const link = traverse?.links.find(({ from }) => from.id === moment.id);
    console.log(`${'  '.repeat(hop)}${moment.name} (${moment.date.text}): ${link?.type} ${link?.to.name}`);
  }
}
