import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Sends a page that `npm run build:web` made; where it is not built, 503 and a page that says so. */
export type SendPage = (reply: FastifyReply) => FastifyReply;

const BUILT = fileURLToPath(new URL('../../../dist-web', import.meta.url));

/** Nothing from elsewhere, no inline script, no eval. Styles may be inline because editors and charts write them. */
export const PAGE_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self' blob:",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Reads a built page and serves what it loads under `/<name>/assets/`; which addresses show it is the caller's to say.
 * `folder` is where `build:web` put it.
 */
export async function openPage(
  app: FastifyInstance,
  name: string,
  folder = join(BUILT, name),
): Promise<SendPage> {
  const page = readPage(folder);
  if (page !== null) {
    await app.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: `/${name}/assets/`,
      // The name of a file has the hash of its content in it.
      immutable: true,
      maxAge: '1y',
      preCompressed: true,
      index: false,
      decorateReply: false,
    });
  }
  return (reply) =>
    reply
      .header('content-security-policy', PAGE_POLICY)
      .header('cache-control', 'no-cache')
      .status(page === null ? 503 : 200)
      .type('text/html; charset=utf-8')
      .send(page ?? notBuilt(name));
}

function readPage(folder: string): string | null {
  try {
    return readFileSync(join(folder, 'index.html'), 'utf8');
  } catch {
    return null;
  }
}

const notBuilt = (name: string) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Clockchain</title></head>
  <body>
    <h1>The ${name} is not built</h1>
    <p>Run <code>npm run build:web</code> and start the service again. The API itself is at <code>/graphql</code>: POST an operation to it.</p>
  </body>
</html>
`;
