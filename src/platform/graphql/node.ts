import { Arg, Ctx, Field, ID, InterfaceType, Query, Resolver } from 'type-graphql';

@InterfaceType({
  description: 'Anything that can be fetched by its id.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'A UUID.' })
  id!: string;
}

export interface NodeContext {
  /** By type name: the thing with that id which the viewer may see. */
  nodes: Record<string, (id: string) => Promise<object | null>>;
}

@Resolver()
export class NodeQuery {
  @Query(() => Node, {
    nullable: true,
    description: 'Whatever has this id; null where there is nothing the viewer may see.',
  })
  async node(@Arg('id', () => ID) id: string, @Ctx() { nodes }: NodeContext): Promise<object | null> {
    for (const [__typename, find] of Object.entries(nodes)) {
      const found = await find(id);
      if (found) return { ...found, __typename };
    }
    return null;
  }
}
