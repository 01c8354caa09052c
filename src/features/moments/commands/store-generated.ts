import { Float, type Graph, statement } from '../../../platform/graph/index.js';
import type { Generation, RelatedLink } from '../../generation/domain/generator.js';
import { isSymmetric } from '../../links/domain/link-type.js';
import { inputFromDraft } from '../domain/draft.js';
import { describeMoment } from '../domain/moment.js';
import type { Visibility } from '../domain/visibility.js';
import type { MomentDeps } from './index-moment.js';

const byJob = statement('generation/by-job');
const linkRelated = statement('generation/link-related');
const linksMade = statement('generation/links-made');

export interface GenerationToStore {
  jobId: string;
  generator: string;
  preset: string;
  visibility: Visibility;
  generation: Generation;
}

/**
 * Stores what a generator made, once for each job however often it runs: moment, hubs and generation in one
 * transaction, then the links to moments that stand. A path that is taken keeps what stands there and gains what it
 * had no word of. Throws BAD_USER_INPUT when the draft is no moment.
 */
export async function storeGenerated(deps: MomentDeps, input: GenerationToStore): Promise<{ path: string }> {
  const { jobId, generator, preset, visibility, generation } = input;
  const now = deps.clock();
  const moment = describeMoment(
    inputFromDraft(generation.draft, {
      visibility,
      createdBy: `generator:${generator}`,
      sourceType: generator,
    }),
    {
      id: deps.newId(),
      now,
      admin: true,
      jobId,
    },
  );
  await deps.writer.write({
    moment,
    generation: { jobId, generator, preset, at: now.toISOString(), generation },
  });
  return (await findGenerated(deps, jobId))!;
}

/** The moment that this job has written already, its links made if that was still to do; null if it wrote none. */
export async function findGenerated(deps: MomentDeps, jobId: string): Promise<{ path: string } | null> {
  const [row] = await deps.graph.read<{ path: string; related: string | null }>(byJob, { jobId });
  if (!row) return null;
  if (row.related) await makeLinks(deps, jobId, JSON.parse(row.related) as RelatedLink[]);
  return { path: row.path };
}

async function makeLinks(
  { graph, clock, newId }: { graph: Graph; clock(): Date; newId(): string },
  jobId: string,
  related: RelatedLink[],
): Promise<void> {
  const links = related.map((link) => ({
    ...link,
    id: newId(),
    weight: new Float(link.weight),
    symmetric: isSymmetric(link.type),
  }));
  await graph.transaction(async (run) => {
    await run(linkRelated, { jobId, links, at: clock().toISOString() });
    await run(linksMade, { jobId });
  });
}
