import { service, type TestApp } from '../../support/app.js';
import { readExposition, sumOf } from '../../support/exposition.js';

export interface MomentToIndex {
  path: string;
  visibility?: 'PUBLIC' | 'UNLISTED' | 'PRIVATE';
  metadata?: object;
}

/** A path in a small town; years of four digits. */
export const at = (year: string | number, slug: string) =>
  `/${String(year).padStart(4, '0')}/march/01/1030/italy/lazio/rome/${slug}`;

/** Stores moments over HTTP, public where not said otherwise. */
export async function index(app: TestApp, moments: MomentToIndex[]): Promise<void> {
  const { data } = await app.graphql(
    'mutation ($input: IndexMomentsInput!) { indexMoments(input: $input) { results { error { message } } } }',
    { input: { moments: moments.map((moment) => ({ visibility: 'PUBLIC', ...moment })) } },
    service,
  );
  const errors = data.indexMoments.results.filter(({ error }: { error: unknown }) => error);
  expect(errors).toEqual([]);
}

export const LINK = `mutation ($input: LinkMomentsInput!) { linkMoments(input: $input) { link {
  id type layer weight theme description method confidence source createdBy createdAt explanation from { path } to { path } } } }`;
export const UNLINK = `mutation ($input: UnlinkMomentsInput!) { unlinkMoments(input: $input) { link {
  id type weight from { path } to { path } } } }`;

/** Links two moments over HTTP; gives the link, or the extensions of the error. */
export async function link(app: TestApp, from: string, to: string, type: string, more: object = {}) {
  const { data, errors } = await app.graphql(LINK, { input: { from, to, type, ...more } }, service);
  return errors ? errors[0]!.extensions : data.linkMoments.link;
}

/** Statements that the graph was sent so far, but for those that `/metrics` itself asks. */
export async function statementCount(app: TestApp): Promise<number> {
  const families = readExposition((await app.rest('GET', '/metrics')).body);
  const name = 'clockchain_graph_statement_duration_seconds_count';
  return sumOf(families, name) - sumOf(families, name, { statement: 'derivation/count-due' });
}
