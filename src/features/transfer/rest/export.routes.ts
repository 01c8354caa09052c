import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { badInput } from '../../../errors.js';
import type { Graph } from '../../../platform/graph/index.js';
import { type Query, textOf } from '../../../platform/http/query-values.js';
import { type ExportSummary, LINK_CHOICES, type LinkChoice } from '../formats/format.js';
import { FORMAT_NAMES, findFormat } from '../formats/formats.js';
import { writeExport } from '../queries/write-export.js';
import * as docs from './export.docs.js';
import { exportFilter, FILTER_NAMES } from './export-filter.js';

const PARAMETERS = new Set<string>([...FILTER_NAMES, 'format', 'part', 'links']);

/** `GET export`: needs no key, and gives what the viewer may see. */
export function registerExportRoutes(app: FastifyInstance, deps: { graph: Graph }): void {
  app.get('/export', { schema: docs.exported }, async (request, reply) => {
    const query = request.query as Query;
    for (const name of Object.keys(query)) {
      if (!PARAMETERS.has(name))
        throw badInput(name, `is one of ${[...PARAMETERS].join(', ')}`, `There is no parameter ${name}.`);
    }
    const part = oneOf(query, 'part', ['moments', 'links'] as const, 'moments');
    const name = oneOf(query, 'format', FORMAT_NAMES, 'ndjson');
    const format = findFormat(name, part)!;
    const links = query.links === undefined ? null : oneOf<LinkChoice>(query, 'links', LINK_CHOICES, 'all');
    const filter = exportFilter(query);
    const summary: ExportSummary = { moments: 0, links: 0, leftOut: {} };
    const context = { base: `${request.protocol}://${request.host}` };
    const pieces = writeExport(
      { ...deps, viewer: request.viewer },
      { format, filter, links, context },
      summary,
    );
    reply.trailer('x-summary', async () => JSON.stringify(summary));
    return reply
      .type(format.mediaType)
      .header('content-disposition', `attachment; filename="clockchain.${format.extension}"`)
      .header('x-not-carried', format.notCarried.join('; '))
      .send(Readable.from(pieces, { objectMode: false }));
  });
}

function oneOf<T extends string>(query: Query, field: string, values: readonly T[], fallback: T): T {
  const given = textOf(query, field) ?? fallback;
  const found = values.find((value) => value === given);
  if (found) return found;
  throw badInput(field, `is one of ${values.join(', ')}`);
}
