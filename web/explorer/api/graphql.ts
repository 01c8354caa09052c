import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './schema-types';

/** Reads an operation and types its variables and its answer from the schema; a field that is not there is a type error. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: { DateTime: string; MomentPath: string; JSONObject: Record<string, unknown> };
}>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
