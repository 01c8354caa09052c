import type { FastifyInstance, FastifyRequest } from 'fastify';
import { badInput, ClockchainError } from '../../../errors.js';
import { jsonBody } from '../../../platform/http/json-body.js';
import { indexMoment, type MomentDeps } from '../commands/index-moment.js';
import { setMomentVisibility } from '../commands/set-visibility.js';
import { canonicalPath } from '../domain/path.js';
import { findByPaths } from '../queries/find-moments.js';
import { momentBody } from './moment.body.js';
import * as docs from './moment.docs.js';

/** `POST index`, `GET moments/{path}`, `POST moments/{path}/publish`, `PATCH moments/{path}/visibility`. */
export function registerMomentRoutes(app: FastifyInstance, deps: MomentDeps): void {
  app.post('/index', { config: { needs: 'service' }, schema: docs.index }, async (request) => {
    const body = jsonBody(request);
    if (body.path === undefined) throw badInput('path', 'is required');
    const { path, status, warnings } = await indexMoment(
      { ...deps, viewer: request.viewer },
      {
        path: body.path,
        metadata: body.metadata,
        flashTimepointId: body.flash_timepoint_id,
        visibility: body.visibility,
        createdBy: body.created_by,
      },
    );
    return { path, status, warnings };
  });

  app.get('/moments/*', { schema: docs.read }, async (request, reply) => {
    const path = canonicalPath(segments(request));
    const [found] = await findByPaths({ ...deps, viewer: request.viewer }, [path]);
    if (!found) throw new ClockchainError('NOT_FOUND', `No moment stands at ${path}.`, { path });
    const { moment } = found;
    if (moment.path !== path) return reply.redirect(`${app.prefix}/moments${moment.path}`, 301);
    return momentBody(moment);
  });

  app.post('/moments/*', { config: { needs: 'service' }, schema: docs.publish }, async (request) => {
    const { visibility = 'public' } = request.body === undefined ? {} : jsonBody(request);
    const moment = await setMomentVisibility(deps, { path: before('publish', request), visibility });
    return { path: moment.path, visibility: moment.visibility };
  });

  app.patch('/moments/*', { config: { needs: 'service' }, schema: docs.visibility }, async (request) => {
    const { visibility } = jsonBody(request);
    if (visibility === undefined) throw badInput('visibility', 'is required');
    const moment = await setMomentVisibility(deps, { path: before('visibility', request), visibility });
    return { path: moment.path, visibility: moment.visibility };
  });
}

function segments(request: FastifyRequest): string {
  return (request.params as { '*': string })['*'];
}

/** The path in an address that ends with what is done to it. */
function before(action: string, request: FastifyRequest): string {
  const address = segments(request);
  if (address.endsWith(`/${action}`)) return address.slice(0, -action.length - 1);
  throw new ClockchainError(
    'NOT_FOUND',
    `There is nothing at ${request.method} ${request.url.split('?')[0]}.`,
  );
}
