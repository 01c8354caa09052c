import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Graph } from '../../../platform/graph/index.js';
import type { Viewer } from '../../moments/domain/visibility.js';
import { type BrowsePage, browse } from '../queries/browse.js';

@ObjectType('BrowseItem', { simpleResolvers: true })
class BrowseItemType {
  @Field(() => String, { description: 'The next segment of a path.' })
  segment!: string;

  @Field(() => String, {
    description: 'To browse further with; the whole path of a moment at the last level.',
  })
  path!: string;

  @Field(() => String, { description: 'The segment in words: `44 BCE`, `July`, `20:17`, `United States`.' })
  label!: string;

  @Field(() => Int, { description: 'Moments below it that the viewer may see.' })
  count!: number;
}

@ObjectType('Browse', { simpleResolvers: true, description: 'What stands below the beginning of a path.' })
class BrowseType {
  @Field(() => String, { description: 'Canonical.' })
  path!: string;

  @Field(() => [BrowseItemType], {
    description: 'In the order of time, places and slugs by letter; empty where nothing stands.',
  })
  items!: BrowseItemType[];
}

@Resolver()
export class BrowseQueries {
  @Query(() => BrowseType, { description: 'Goes down the paths level by level: years first, moments last.' })
  browse(
    @Arg('path', () => String, {
      defaultValue: '/',
      description: 'The beginning of a path, such as `/1969/july`.',
    })
    path: string,
    @Ctx() context: { graph: Graph; viewer: Viewer },
  ): Promise<BrowsePage> {
    return browse(context, path);
  }
}
