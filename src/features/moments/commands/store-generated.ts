import { statement } from '../../../platform/graph/index.js';
import type { Generation, RelatedLink } from '../../generation/domain/generator.js';
import { inputFromDraft } from '../domain/draft.js';
import { describeMoment } from '../domain/moment.js';
import type { Visibility } from '../domain/visibility.js';
import { makeGeneratedLinks } from './generated-links.js';
import type { MomentDeps } from './index-moment.js';
import { placeMoment } from './place-moment.js';

const byJob = statement('generation/by-job');

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
  const described = describeMoment(
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
    moment: await placeMoment(deps, described),
    generation: { jobId, generator, preset, at: now.toISOString(), generation },
  });
  return (await findGenerated(deps, jobId))!;
}

/** The moment that this job has written already, its links made if that was still to do; null if it wrote none. */
export async function findGenerated(deps: MomentDeps, jobId: string): Promise<{ path: string } | null> {
  const [row] = await deps.graph.read<{ path: string; related: string | null }>(byJob, { jobId });
  if (!row) return null;
  if (row.related) {
    const related = JSON.parse(row.related) as RelatedLink[];
    await makeGeneratedLinks(deps, { jobId, path: row.path }, related);
  }
  return { path: row.path };
}
