import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

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
      schema: url.startsWith('/api/') && !url.startsWith('/api/v1/') ? schema : { ...schema, hide: true },
      url,
    }),
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
}
