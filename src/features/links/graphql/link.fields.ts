import { Arg, Args, Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { connection, PageArgs, readPage } from '../../../platform/graphql/connection.js';
import { MomentType } from '../../moments/graphql/moment.type.js';
import type { Moment } from '../../moments/queries/moment.js';
import { explainLink } from '../domain/explanation.js';
import { type LinkDirection, readLinkFilter } from '../domain/link-filter.js';
import type { LinkType } from '../domain/link-type.js';
import type { Link } from '../queries/link.js';
import { linkCursorKey } from '../queries/list-links.js';
import type { LinkContext } from './context.js';
import { LinkConnection, LinkDirectionEnum, LinkObject, LinkTypeEnum, readFrom } from './link.type.js';

@Resolver(() => LinkObject)
export class LinkFields {
  @FieldResolver(() => String, { description: 'What it claims and why, in one English sentence.' })
  explanation(@Root() link: Link): string {
    return explainLink(link, link.from, link.to);
  }
}

@Resolver(() => MomentType)
export class MomentLinksField {
  @FieldResolver(() => LinkConnection, {
    description: 'Its links to moments that the viewer may see, the strongest first.',
  })
  async links(
    @Root() moment: Moment,
    @Arg('types', () => [LinkTypeEnum], {
      nullable: true,
      description:
        'Only these. `CAUSED_BY` and `FOLLOWS` mean the links that read so from this moment, which arrive at it.',
    })
    types: LinkType[] | null,
    @Arg('direction', () => LinkDirectionEnum, { defaultValue: 'BOTH' }) direction: LinkDirection,
    @Arg('layers', () => [Int], { nullable: true, description: 'Only of these layers.' })
    layers: number[] | null,
    @Arg('minWeight', () => Float, { nullable: true, description: 'Only as strong as this, 0 to 1.' })
    minWeight: number | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { links }: LinkContext,
  ) {
    const filter = readLinkFilter({ types, direction, layers, minWeight });
    const order = `links:${moment.id}`;
    const request = readPage(page, order);
    const found = await links.page(moment.id, filter, request);
    const count = () => links.count(moment.id, filter);
    return readFrom(moment, connection(found, request, order, linkCursorKey, count));
  }
}
