import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import type { ResultOf } from '../../api/graphql.js';
import type { LinkType } from '../../links/link-types.js';
import { NEIGHBOURS } from './queries.js';

type Answer = Extract<NonNullable<ResultOf<typeof NEIGHBOURS>['node']>, { links: unknown }>;
type Edge = Answer['links']['edges'][number];
export type WalkNode = Edge['moment'] & {
  column: number;
  parent: string | null;
  open: boolean;
  more: boolean;
};
export interface WalkLink {
  id: string;
  from: string;
  to: string;
  type: LinkType;
  layer: number;
  weight: number;
  explanation: string;
}

export interface Walk {
  nodes: Map<string, WalkNode>;
  links: Map<string, WalkLink>;
}

/** What is known of the surroundings once the moments of `opened`, the middle first, have been asked for theirs. */
export function useWalk(opened: string[], types: LinkType[], layers: number[]): Walk {
  const client = useClient();
  const [answers, setAnswers] = useState<Map<string, Answer>>(new Map());
  const question = JSON.stringify({ types, layers });
  const asked = opened.join();
  useEffect(() => {
    let current = true;
    const variables = JSON.parse(question) as { types: LinkType[]; layers: number[] };
    const ask = async (id: string) => {
      const { data } = await client
        .query(NEIGHBOURS, {
          id,
          types: variables.types,
          layers: variables.layers.length > 0 ? variables.layers : null,
        })
        .toPromise();
      return data?.node && 'links' in data.node ? data.node : null;
    };
    void Promise.all(asked.split(',').map(ask)).then((found) => {
      if (current) setAnswers(new Map(found.filter((one) => one !== null).map((one) => [one.id, one])));
    });
    return () => {
      current = false;
    };
  }, [client, asked, question]);
  return gather(opened, answers);
}

/** Links that leave lead to the right, those that arrive come from the left; a moment stays where it was first met. */
function gather(opened: string[], answers: Map<string, Answer>): Walk {
  const nodes: Walk['nodes'] = new Map();
  const links: Walk['links'] = new Map();
  for (const id of opened) {
    const answer = answers.get(id);
    // One that was walked to by links that are no longer shown is not shown either.
    if (!answer || (id !== opened[0] && !nodes.has(id))) continue;
    const own = nodes.get(id) ?? { ...answer, column: 0, parent: null, open: true, more: false };
    nodes.set(id, { ...own, open: true, more: answer.links.pageInfo.hasNextPage });
    for (const { direction, node: link, moment } of answer.links.edges) {
      const out = direction === 'OUT';
      if (!nodes.has(moment.id)) {
        const column = own.column + (out ? 1 : -1);
        nodes.set(moment.id, { ...moment, column, parent: id, open: false, more: false });
      }
      const ends = out ? { from: id, to: moment.id } : { from: moment.id, to: id };
      links.set(link.id, { ...link, ...ends });
    }
  }
  return { nodes, links };
}
