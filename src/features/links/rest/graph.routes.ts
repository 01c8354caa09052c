import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { badInput, ClockchainError } from '../../../errors.js';
import type { Graph } from '../../../platform/graph/index.js';
import { canonicalPath } from '../../moments/domain/path.js';
import { findByPaths } from '../../moments/queries/find-moments.js';
import { nodeBody } from '../../moments/rest/moment.body.js';
import { readLinkFilter } from '../domain/link-filter.js';
import { readPathBetween, readSubgraph, readTraverse, wholeNumber } from '../domain/walk.js';
import { listLinks } from '../queries/list-links.js';
import { pathBetween } from '../queries/path-between.js';
import { walk } from '../queries/walk.js';
import { edgeBody, neighborBody, walkBody } from './graph.body.js';
import * as docs from './graph.docs.js';

/** Neighbours in one answer at most. */
const MAX_NEIGHBORS = 500;
const FIELDS = { types: 'edge_types', minWeight: 'min_weight', maxHops: 'max_hops' };

/** `GET graph/neighbors/{path}`, `graph/subgraph/{path}`, `graph/traverse/{path}`, `graph/path`. */
export function registerGraphRoutes(app: FastifyInstance, { graph }: { graph: Graph }): void {
  app.get('/graph/neighbors/*', { schema: docs.neighbors }, async (request, reply) => {
    const deps = { graph, viewer: request.viewer };
    const path = pathIn(request);
    const limit = wholeNumber(numberIn(request, 'limit'), 'limit', MAX_NEIGHBORS, MAX_NEIGHBORS);
    const [standing] = await findByPaths(deps, [path]);
    if (!standing) throw notThere(path);
    if (standing.moment.path !== path) return moved(request, reply, standing.moment.path);
    const everything = { limit, backward: false, after: null, before: null };
    const [page] = await listLinks(deps, [standing.moment.id], readLinkFilter({}), everything);
    tellTruncated(reply, page!.more);
    return page!.items.map(neighborBody);
  });

  app.get('/graph/subgraph/*', { schema: docs.subgraph }, async (request, reply) => {
    const path = pathIn(request);
    const rules = readSubgraph({ depth: numberIn(request, 'depth'), cap: numberIn(request, 'cap') });
    const found = await walk({ graph, viewer: request.viewer }, path, rules);
    if (!found) throw notThere(path);
    if (found.start.path !== path) return moved(request, reply, found.start.path);
    tellTruncated(reply, found.truncated);
    const counts = { nodes: found.nodes.length, edges: found.links.length };
    const { depth, limit: cap } = rules;
    return {
      ...walkBody(found),
      meta: { root: path, depth, cap, truncated: found.truncated, counts },
    };
  });

  app.get('/graph/traverse/*', { schema: docs.traverse }, async (request, reply) => {
    const path = pathIn(request);
    const rules = readTraverse(
      {
        direction: textIn(request, 'direction'),
        depth: numberIn(request, 'depth'),
        limit: numberIn(request, 'limit'),
        types: typesIn(request),
        minWeight: numberIn(request, 'min_weight'),
      },
      FIELDS,
    );
    const found = await walk({ graph, viewer: request.viewer }, path, rules);
    if (!found) throw notThere(path);
    if (found.start.path !== path) return moved(request, reply, found.start.path);
    tellTruncated(reply, found.truncated);
    return {
      anchor: path,
      direction: rules.direction.toLowerCase(),
      depth: rules.depth,
      ...walkBody(found),
      node_count: found.nodes.length,
      edge_count: found.links.length,
      truncated: found.truncated,
    };
  });

  app.get('/graph/path', { schema: docs.path }, async (request, reply) => {
    const from = canonicalPath(required(request, 'from'), { field: 'from' });
    const to = canonicalPath(required(request, 'to'), { field: 'to' });
    const rules = readPathBetween(
      { maxHops: numberIn(request, 'max_hops'), types: typesIn(request) },
      FIELDS,
    );
    const found = await pathBetween({ graph, viewer: request.viewer }, { from, to }, rules);
    if (!found) throw new ClockchainError('NOT_FOUND', `No moment stands at ${from} or at ${to}.`);
    tellTruncated(reply, found.truncated);
    return {
      found: found.found,
      from: found.from.path,
      to: found.to.path,
      hops: found.hops,
      nodes: found.moments.map((moment, hop) => ({ ...nodeBody(moment), hop })),
      edges: found.links.map(edgeBody),
    };
  });
}

function pathIn(request: FastifyRequest): string {
  return canonicalPath((request.params as { '*': string })['*']);
}

function notThere(path: string): ClockchainError {
  return new ClockchainError('NOT_FOUND', `No moment stands at ${path}.`, { path });
}

/** Sends the client to where the moment stands now, with what else it asked. */
function moved(request: FastifyRequest, reply: FastifyReply, now: string): FastifyReply {
  const [address = '', query] = request.url.split('?');
  const route = address.slice(0, address.indexOf('/', address.indexOf('/graph/') + '/graph/'.length));
  return reply.redirect(`${route}${now}${query ? `?${query}` : ''}`, 301);
}

function tellTruncated(reply: FastifyReply, truncated: boolean): void {
  if (truncated) reply.header('x-truncated', 'true');
}

/** A query parameter; undefined where it is left out or empty. Throws BAD_USER_INPUT when it is given twice. */
function textIn(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Record<string, string | string[]>)[name];
  if (Array.isArray(value)) throw badInput(name, 'is given once');
  return value || undefined;
}

/** The number that a query parameter writes; text that is none is left for the domain to refuse. */
function numberIn(request: FastifyRequest, name: string): number | string | undefined {
  const value = textIn(request, name);
  return value !== undefined && /^-?\d+(\.\d+)?$/u.test(value) ? Number(value) : value;
}

function typesIn(request: FastifyRequest): string[] | undefined {
  return textIn(request, 'edge_types')
    ?.split(',')
    .map((type) => type.trim());
}

function required(request: FastifyRequest, name: string): string {
  const value = textIn(request, name);
  if (value === undefined) throw badInput(name, 'is required');
  return value;
}
