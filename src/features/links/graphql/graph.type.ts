import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MomentType } from '../../moments/graphql/moment.type.js';
import { LinkObject } from './link.type.js';

export const TraverseDirectionEnum = { PAST: 'PAST', FUTURE: 'FUTURE', BOTH: 'BOTH' } as const;
registerEnumType(TraverseDirectionEnum, {
  name: 'TraverseDirection',
  description: 'Which way links are followed.',
  valuesConfig: {
    PAST: { description: 'Against them: from effects to causes.' },
    FUTURE: { description: 'Along them: from causes to effects.' },
    BOTH: { description: 'Either way.' },
  },
});

@ObjectType('GraphNode', { simpleResolvers: true, description: 'A moment that was reached.' })
export class GraphNode {
  @Field(() => MomentType)
  moment!: MomentType;

  @Field(() => Int, { description: 'Links between it and where the walk began; 0 for the beginning itself.' })
  hop!: number;
}

@ObjectType('Traversal', { simpleResolvers: true, description: 'What links lead to from a moment.' })
export class Traversal {
  @Field(() => MomentType, { description: 'Where it began; among `nodes` at hop 0.' })
  anchor!: MomentType;

  @Field(() => [GraphNode], { description: 'By hop, then those with the strongest link first.' })
  nodes!: GraphNode[];

  @Field(() => [LinkObject], { description: 'Of the types followed, among `nodes`; the strongest first.' })
  links!: LinkObject[];

  @Field(() => Boolean, { description: 'Whether more was within reach than the limit let in.' })
  truncated!: boolean;
}

@ObjectType('Subgraph', { simpleResolvers: true, description: 'A moment and what surrounds it.' })
export class Subgraph {
  @Field(() => MomentType, { description: 'The middle; among `nodes` at hop 0.' })
  root!: MomentType;

  @Field(() => [GraphNode], { description: 'By hop, then those with the strongest link first.' })
  nodes!: GraphNode[];

  @Field(() => [LinkObject], { description: 'All links among `nodes`; the strongest first.' })
  links!: LinkObject[];

  @Field(() => Boolean, { description: 'Whether more was within reach than the cap let in.' })
  truncated!: boolean;
}

@ObjectType('PathBetween', {
  simpleResolvers: true,
  description: 'A way along links from one moment to another.',
})
export class PathBetweenObject {
  @Field(() => Boolean, { description: 'That there is no way is an answer too.' })
  found!: boolean;

  @Field(() => Int, { nullable: true, description: 'How many links it has; null when there is no way.' })
  hops!: number | null;

  @Field(() => [MomentType], { description: 'From the first to the last, both included.' })
  moments!: MomentType[];

  @Field(() => [LinkObject], { description: 'One for each hop, in order.' })
  links!: LinkObject[];

  @Field(() => Boolean, {
    description: 'Whether the search had to leave ways out, so that a shorter or a stronger one may exist.',
  })
  truncated!: boolean;
}
