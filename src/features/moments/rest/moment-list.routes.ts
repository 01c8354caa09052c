import type { FastifyInstance } from 'fastify';
import { badInput, ClockchainError } from '../../../errors.js';
import { MAX_PAGE } from '../../../platform/graphql/connection.js';
import { boundedOf, numberOf, type Query, textOf } from '../../../platform/http/query-values.js';
import type { MomentDeps } from '../commands/index-moment.js';
import { type FieldName, type MomentFilter, readFilter } from '../domain/filter.js';
import { countMoments, listMoments, type MomentOrder } from '../queries/list-moments.js';
import { onThisDay } from '../queries/on-this-day.js';
import { randomMoment } from '../queries/random-moment.js';
import { eventBody, itemBody } from './moment.body.js';
import * as docs from './moment-list.docs.js';

const MAX_OFFSET = 10_000;
const MAX_TODAY = 500;
const SORTS: Record<string, MomentOrder> = {
  year: 'TIME_ASC',
  '-year': 'TIME_DESC',
  created_at: 'CREATED_ASC',
  '-created_at': 'CREATED_DESC',
};
const NAMES: Partial<Record<keyof MomentFilter, string>> = {
  yearFrom: 'year_from',
  yearTo: 'year_to',
  figures: 'entity',
  text: 'q',
  minConfidence: 'min_confidence',
};
const nameOf: FieldName = (field) => NAMES[field] ?? field;

/** `GET moments`, `GET today`, `GET random`. None needs a key. */
export function registerMomentListRoutes(app: FastifyInstance, deps: MomentDeps): void {
  app.get('/moments', { schema: docs.list }, async (request) => {
    const query = request.query as Query;
    const limit = boundedOf(query, 'limit', [1, MAX_PAGE], 20);
    const offset = boundedOf(query, 'offset', [0, MAX_OFFSET], 0);
    const order = SORTS[textOf(query, 'sort') ?? '-created_at'];
    if (!order) throw badInput('sort', `is one of ${Object.keys(SORTS).join(', ')}`);
    const entity = textOf(query, 'entity');
    const filter = readFilter(
      {
        yearFrom: numberOf(query, 'year_from'),
        yearTo: numberOf(query, 'year_to'),
        figures: entity === undefined ? null : [entity],
        text: textOf(query, 'q'),
        minConfidence: numberOf(query, 'min_confidence'),
      },
      nameOf,
    );
    const asked = { ...deps, viewer: request.viewer };
    const page = { limit, backward: false, after: null, before: null };
    const [{ items }, total] = await Promise.all([
      listMoments(asked, { order, filter, offset }, page),
      countMoments(asked, filter),
    ]);
    return { items: items.map(itemBody), total, limit, offset };
  });

  app.get('/today', { schema: docs.today }, async (request, reply) => {
    const filter = onThisDay(deps.clock());
    const page = { limit: MAX_TODAY, backward: false, after: null, before: null };
    const found = await listMoments({ ...deps, viewer: request.viewer }, { order: 'TIME_ASC', filter }, page);
    if (found.more) reply.header('x-truncated', 'true');
    return { month: filter.month, day: filter.day, events: found.items.map(eventBody) };
  });

  app.get('/random', { schema: docs.random }, async (request) => {
    const moment = await randomMoment({ ...deps, viewer: request.viewer });
    if (!moment) throw new ClockchainError('NOT_FOUND', 'No moments are there to be read.');
    return eventBody(moment);
  });
}
