import { Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Graph } from '../../../platform/graph/index.js';
import type { Viewer } from '../../moments/domain/visibility.js';
import { listLayers } from '../queries/list-layers.js';

@ObjectType('Layer', { simpleResolvers: true, description: 'Where moments came from.' })
class LayerType {
  @Field(() => Int, { description: '0 manual, 1 derived by algorithm, 2 and up generated.' })
  level!: number;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  description!: string;

  @Field(() => Int, { description: 'Moments in it that the viewer may see in lists.' })
  momentCount!: number;
}

@Resolver()
export class LayerQueries {
  @Query(() => [LayerType], { description: 'The layers that hold something, by level.' })
  layers(@Ctx() context: { graph: Graph; viewer: Viewer }): Promise<LayerType[]> {
    return listLayers(context);
  }
}
