import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { ERROR_CODES } from '../../errors.js';
import { PAGE_POLICY } from './pages.js';

/** Every route refuses in this form. */
const PROBLEM = {
  description: 'Refused: a problem document of RFC 9457, with a code as in GraphQL',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'detail', 'code'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          code: { type: 'string', enum: Object.keys(ERROR_CODES) },
          field: { type: 'string', description: 'the input at fault' },
          rule: { type: 'string', description: 'what it must be' },
          path: { type: 'string', description: 'the path that is taken (CONFLICT)' },
          retry_after: { type: 'integer', description: 'seconds' },
          error_id: { type: 'string', description: 'what the log has it under' },
        },
      },
    },
  },
};

/** OpenAPI of the routes that are registered after it, as a page at `/api/docs` and as JSON at `/api/docs/json`. */
export async function registerApiDocs(app: FastifyInstance, { version }: { version: string }): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Clockchain REST',
        description:
          'A thin skin over the same functions as `/graphql`. Every address under `/api` answers under `/api/v1` as well.',
        version,
      },
      components: {
        securitySchemes: {
          serviceKey: { type: 'apiKey', in: 'header', name: 'X-Service-Key' },
          adminKey: { type: 'apiKey', in: 'header', name: 'X-Admin-Key' },
        },
      },
    },
    transform: ({ schema, url }) => ({
      schema:
        url.startsWith('/api/') && !url.startsWith('/api/v1/')
          ? { ...schema, response: { ...(schema?.response as object), default: PROBLEM } }
          : { ...schema, hide: true },
      url,
    }),
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: PAGE_POLICY,
    uiConfig: { validatorUrl: null },
  });
}
