import { Field, Float, Int, ObjectType, Root, registerEnumType } from 'type-graphql';
import { type Connection, PageInfo } from '../../../platform/graphql/connection.js';
import { Node } from '../../../platform/graphql/node.js';
import { DateTime } from '../../../platform/graphql/scalars.js';
import { MomentType } from '../../moments/graphql/moment.type.js';
import type { Moment } from '../../moments/queries/moment.js';
import { LINK_DIRECTIONS, type LinkDirection } from '../domain/link-filter.js';
import { LINK_TYPES, type LinkType, readType } from '../domain/link-type.js';
import type { Link } from '../queries/link.js';
import type { LinkOfMoment } from '../queries/list-links.js';

export const LinkTypeEnum = namedAlike(LINK_TYPES);
registerEnumType(LinkTypeEnum, {
  name: 'LinkType',
  description:
    'What a link says. `CAUSED_BY` and `FOLLOWS` are `CAUSES` and `PRECEDES` read from the other end. Types that say the same ' +
    'both ways point from the earlier moment to the later.',
  valuesConfig: {
    CAUSES: { description: 'Without `from` there would have been no `to`.' },
    INFLUENCES: { description: '`from` shaped `to`.' },
    PRECEDES: { description: '`from` comes before `to` in one story.' },
    CONTEMPORANEOUS: { description: 'Near in time.' },
    SAME_ERA: { description: 'Of one era.' },
    SAME_LOCATION: { description: 'In one place.' },
    SAME_CONFLICT: { description: 'Of one war or dispute.' },
    SAME_FIGURE: { description: 'One figure took part in both.' },
    THEMATIC: { description: 'Of one theme.' },
    CHALLENGES: { description: '`from` tells it otherwise than `to`.' },
    CAUSED_BY: { description: '`CAUSES` read from its effect.' },
    FOLLOWS: { description: '`PRECEDES` read from the later moment.' },
  },
});

export const LinkDirectionEnum = namedAlike(LINK_DIRECTIONS);
registerEnumType(LinkDirectionEnum, {
  name: 'LinkDirection',
  description: 'Seen from a moment.',
  valuesConfig: {
    OUT: { description: 'Links that leave it.' },
    IN: { description: 'Links that arrive at it.' },
    BOTH: { description: 'All of them.' },
  },
});

function namedAlike<T extends string>(names: readonly T[]): { [name in T]: name } {
  return Object.fromEntries(names.map((name) => [name, name])) as { [name in T]: name };
}

@ObjectType('Link', {
  implements: Node,
  simpleResolvers: true,
  description: 'A typed relationship from one moment to another.',
})
export class LinkObject extends Node {
  @Field(() => LinkTypeEnum, { description: 'As it stands from `from` to `to`.' })
  type!: LinkType;

  @Field(() => Int, { description: '0 manual, 1 derived by algorithm, 2 and up generated.' })
  layer!: number;

  @Field(() => Float, { description: 'Strength, 0 to 1.' })
  weight!: number;

  @Field(() => String, { nullable: true, description: 'What the two share, where that is what links them.' })
  theme!: string | null;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'How it came to be: `manual`, `generated`, or the name of the derivation.',
  })
  method!: string | null;

  @Field(() => Float, { nullable: true, description: '0 to 1.' })
  confidence!: number | null;

  @Field(() => String, { nullable: true, description: 'Where it can be read, or which generator told it.' })
  source!: string | null;

  @Field(() => String, { description: 'Who or what made it.' })
  createdBy!: string;

  @Field(() => DateTime)
  createdAt!: string;

  @Field(() => MomentType)
  from!: Moment;

  @Field(() => MomentType)
  to!: Moment;
}

@ObjectType('LinkEdge', {
  simpleResolvers: true,
  description:
    'A link as seen from the moment whose `links` these are. What depends on where it is seen from stands here and not on ' +
    '`Link`, which is the same from both ends.',
})
class LinkEdge {
  @Field(() => String, { description: 'The position of this edge, for `after` and `before`.' })
  cursor!: string;

  @Field(() => LinkObject)
  node!: Link;

  @Field(() => MomentType, { description: 'The moment at the other end.' })
  moment!: Moment;

  @Field(() => LinkDirectionEnum, { description: '`OUT` or `IN`.' })
  direction!: LinkDirection;

  @Field(() => LinkTypeEnum, {
    description: 'The type as read from here: a `CAUSES` that arrives is `CAUSED_BY`.',
  })
  readAs!: LinkType;
}

@ObjectType()
export class LinkConnection {
  @Field(() => [LinkEdge], { description: 'The strongest first, then by the time of the other end.' })
  edges!: LinkEdge[];

  @Field(() => [LinkObject], { description: 'The nodes of `edges`, for clients that need no more.' })
  nodes(@Root() { edges }: { edges: LinkEdge[] }): Link[] {
    return edges.map((edge) => edge.node);
  }

  @Field(() => PageInfo)
  pageInfo!: PageInfo;

  @Field(() => Int, {
    description: 'How many there are in all that the viewer may see; counted only when asked for.',
  })
  totalCount(@Root() { count }: { count(): Promise<number> }): Promise<number> {
    return count();
  }
}

/** A page of links as read from `here`, the moment whose links they are. */
export function readFrom(here: Moment, page: Connection<LinkOfMoment>) {
  const edges = page.edges.map(({ cursor, node: { properties, out, moment } }): LinkEdge => {
    const ends = out ? { from: here, to: moment } : { from: moment, to: here };
    const direction = out ? 'OUT' : 'IN';
    return {
      cursor,
      node: { ...properties, ...ends },
      moment,
      direction,
      readAs: readType(properties.type, out),
    };
  });
  return { ...page, edges };
}
