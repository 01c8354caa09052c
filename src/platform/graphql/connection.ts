import { ArgsType, type ClassType, Field, Int, ObjectType, Root } from 'type-graphql';
import { badInput } from '../../errors.js';

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many from the start, 1 to ${MAX_PAGE}; ${DEFAULT_PAGE} if neither \`first\` nor \`last\` is given.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many from the end, 1 to ${MAX_PAGE}; not together with \`first\`.`,
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null;
}

/** A checked page request. Keys are what the cursors hold: the position in the order the list is in. */
export interface PageRequest {
  limit: number;
  backward: boolean;
  after: CursorKey | null;
  before: CursorKey | null;
}
export type CursorKey = (string | number)[];

/** What a query gives back: up to `limit` items in list order, and whether there are more in the direction read. */
export interface Page<T> {
  items: T[];
  more: boolean;
}

/** Checks paging arguments by the Relay rules. `order` names the list and its order: a cursor holds for no other. */
export function readPage(args: PageArgs, order: string): PageRequest {
  const { first, last } = args;
  if (first != null && last != null) throw badInput('last', 'is not given together with first');
  for (const [field, value] of [
    ['first', first],
    ['last', last],
  ] as const) {
    if (value != null && (value < 1 || value > MAX_PAGE)) throw badInput(field, `is from 1 to ${MAX_PAGE}`);
  }
  return {
    limit: first ?? last ?? DEFAULT_PAGE,
    backward: last != null,
    after: args.after == null ? null : readCursor(args.after, order, 'after'),
    before: args.before == null ? null : readCursor(args.before, order, 'before'),
  };
}

export function writeCursor(order: string, key: CursorKey): string {
  return Buffer.from(JSON.stringify([order, ...key])).toString('base64url');
}

function readCursor(cursor: string, order: string, field: string): CursorKey {
  try {
    const [name, ...key] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as CursorKey;
    if (name === order && key.length > 0) return key;
  } catch {
    // told below, as for any other cursor that is not of this list
  }
  throw badInput(field, 'is a cursor of this same list in this same order');
}

@ObjectType({ description: 'Where a page of a connection begins and ends.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more comes after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether more comes before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

export interface Connection<T> {
  edges: Edge<T>[];
  pageInfo: PageInfo;
  /** Runs only when `totalCount` is asked for. */
  count(): Promise<number>;
}

export function connection<T>(
  page: Page<T>,
  request: PageRequest,
  order: string,
  keyOf: (item: T) => CursorKey,
  count: () => Promise<number>,
): Connection<T> {
  const edges = page.items.map((node) => ({ cursor: writeCursor(order, keyOf(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: request.backward ? request.before !== null : page.more,
      hasPreviousPage: request.backward ? page.more : request.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count,
  };
}

/** The GraphQL types `<name>Edge` and `<name>Connection` over a node type. */
export function connectionType<T extends object>(name: string, nodeType: () => ClassType<T>) {
  @ObjectType(`${name}Edge`)
  class EdgeType {
    @Field(() => String, { description: 'The position of this edge, for `after` and `before`.' })
    cursor!: string;

    @Field(nodeType)
    node!: T;
  }

  @ObjectType(`${name}Connection`)
  class ConnectionType {
    @Field(() => [EdgeType])
    edges!: EdgeType[];

    @Field(() => [nodeType()], { description: 'The nodes of `edges`, for clients that need no cursors.' })
    nodes(@Root() page: Connection<T>): T[] {
      return page.edges.map((edge) => edge.node);
    }

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    @Field(() => Int, {
      description: 'How many there are in all that the viewer may see; counted only when asked for.',
    })
    totalCount(@Root() page: Connection<T>): Promise<number> {
      return page.count();
    }
  }
  return ConnectionType;
}
