import {
  buildClientSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** A request as it goes over the wire. */
export interface Asked {
  method: string;
  address: string;
  body?: string;
}

/** The whole answer as it came: status, headers and body. */
export interface Answer {
  status: number;
  text: string;
}

/** Headers that differ from one answer to the next whatever is asked. */
const PASSING = /^(?:date|x-request-id|x-ratelimit-.*|connection|keep-alive|content-length)$/;

export async function ask(
  url: string,
  { method, address, body }: Asked,
  keys: Record<string, string>,
): Promise<Answer> {
  const response = await fetch(`${url}${address}`, {
    method,
    redirect: 'manual',
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...keys },
    ...(body !== undefined && { body }),
  });
  const headers = [...response.headers]
    .filter(([name]) => !PASSING.test(name))
    .map((header) => header.join(': '));
  return {
    status: response.status,
    text: [response.status, ...headers, '', await response.text()].join('\n'),
  };
}

export function graphqlRequest(query: string): Asked {
  return { method: 'POST', address: '/graphql', body: JSON.stringify({ query }) };
}

/** Where an answer departs from another, in its words and the other's; null where it does not. */
export function difference({ text: mine }: Answer, { text: theirs }: Answer): string | null {
  if (mine === theirs) return null;
  const at = [...mine].findIndex((letter, i) => letter !== theirs[i]);
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60);
  return `${around(mine)} ≠ ${around(theirs)}`;
}

/** The schema as the running server tells it. */
export async function readSchema(url: string): Promise<GraphQLSchema> {
  const { text } = await ask(url, graphqlRequest(getIntrospectionQuery()), {});
  return buildClientSchema(JSON.parse(text.slice(text.indexOf('\n\n') + 2)).data);
}

/** What is asked of a type that lies within itself. */
const BRIEF = ['id', 'path', 'name'];

/**
 * Every field that the type has, and all that lies under it. Throws where a field has to be given arguments: then it
 * needs a place of its own here.
 */
export function everything(
  schema: GraphQLSchema,
  named: GraphQLNamedType,
  within: string[] = [],
  siblings: readonly GraphQLObjectType[] = [],
): string {
  if (isAbstractType(named)) {
    const types = schema.getPossibleTypes(named);
    const parts = types.map((type) => `... on ${type.name} ${everything(schema, type, within, types)}`);
    return `{ __typename ${parts.join(' ')} }`;
  }
  if (!isObjectType(named)) return '';
  const inside = [...within, named.name];
  const fields = Object.values(named.getFields()).map((field) => {
    // Fields of one name and different types stand under names of their own.
    const clashes = siblings.some((other) => {
      const same = other.getFields()[field.name];
      return same && String(same.type) !== String(field.type);
    });
    return `${clashes ? `${named.name}_${field.name}: ` : ''}${fieldWhole(schema, field, inside)}`;
  });
  return `{ ${fields.join(' ')} }`;
}

// biome-ignore lint/suspicious/noExplicitAny: graphql's own type of a field of any parent
function fieldWhole(schema: GraphQLSchema, field: GraphQLField<any, any>, within: string[]): string {
  const type = getNamedType(field.type);
  if (field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)) {
    throw new Error(`${within.at(-1)}.${field.name} has to be given arguments`);
  }
  if (isLeafType(type)) return field.name;
  if (within.includes(type.name)) {
    const brief = isObjectType(type) ? BRIEF.filter((name) => name in type.getFields()) : [];
    return `${field.name} { __typename ${brief.join(' ')} }`;
  }
  return `${field.name} ${everything(schema, type, within)}`;
}

/** A literal of what an input has to hold at least; `text` stands for every string. */
export function leastInput(type: GraphQLInputType, text: string): string {
  if (isNonNullType(type)) return leastInput(type.ofType, text);
  if (isListType(type)) return `[${leastInput(type.ofType, text)}]`;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) && field.defaultValue === undefined,
    );
    return `{${needed.map((field) => `${field.name}: ${leastInput(field.type, text)}`).join(', ')}}`;
  }
  if (type.name === 'JSONObject') return '{}';
  if (type.name === 'Int' || type.name === 'Float') return '1';
  return type.name === 'Boolean' ? 'true' : JSON.stringify(text);
}
