import type { Graph } from '../../../platform/graph/index.js';
import type { CheckedFilter } from '../../moments/domain/filter.js';
import type { Viewer } from '../../moments/domain/visibility.js';
import {
  type ExportContext,
  type ExportSummary,
  type Format,
  LeftOut,
  type LinkChoice,
} from '../formats/format.js';
import { linkPages, momentPages } from './export-pages.js';

export interface ExportRequest {
  format: Format;
  filter: CheckedFilter;
  /** What the format carries of itself where null. */
  links: LinkChoice | null;
  context: ExportContext;
}

/** The export in pieces of about a page each; `summary` is whole once the last is read. */
export async function* writeExport(
  deps: { graph: Graph; viewer: Viewer },
  { format, filter, links, context }: ExportRequest,
  summary: ExportSummary,
): AsyncGenerator<string> {
  const writer = format.writer(context);
  if (writer.open) yield writer.open();
  if (writer.moment) {
    for await (const page of momentPages(deps, filter)) {
      yield page.map((moment) => take('moments', (first) => writer.moment!(moment, first))).join('');
    }
  }
  if (writer.link) {
    for await (const page of linkPages(deps, filter, links ?? format.links)) {
      yield page.map((link) => take('links', (first) => writer.link!(link, first))).join('');
    }
  }
  if (writer.close) yield writer.close(summary);

  function take(kind: 'moments' | 'links', write: (first: boolean) => string | LeftOut): string {
    const piece = write(summary.moments + summary.links === 0);
    if (piece instanceof LeftOut) {
      summary.leftOut[piece.reason] = (summary.leftOut[piece.reason] ?? 0) + 1;
      return '';
    }
    summary[kind] += 1;
    return piece;
  }
}
