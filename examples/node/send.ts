import type { TypedDocumentString } from './gql/graphql.js';

const URL = process.env.CLOCKCHAIN_URL ?? 'http://127.0.0.1:4000';
const KEY = process.env.SERVICE_API_KEY;

/** Sends an operation; what comes back is typed by it. Throws with the service's own words. */
export async function send<Result, Variables>(
  operation: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(`${URL}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(KEY && { 'x-service-key': KEY }) },
    body: JSON.stringify({ query: operation.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as { data: Result; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return data;
}
