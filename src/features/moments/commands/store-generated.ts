import { statement } from '../../../platform/graph/index.js';
import type { Generation, RelatedLink } from '../../generation/domain/generator.js';
import type { Arrived } from '../domain/awaited.js';
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
 * transaction, then the links to moments that stand; those to others wait for them. A path that is taken keeps what stands there and gains what it
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

/** Generations that one moment makes the links of at most. */
const MOST_AWAITING = 100;

type GeneratedRow = {
  [key in keyof Arrived]: Arrived[key];
} & {
  path: string;
  related: string | null;
  awaiting: { jobId: string; path: string; related: string }[];
};

/**
 * The moment that this job has written already, null if it wrote none. Its links are made if that was still to do, and
 * those of earlier generations that wait for such a moment: as each generation is written with what it waits for before
 * it looks for that, of two at once one finds the other.
 */
export async function findGenerated(deps: MomentDeps, jobId: string): Promise<{ path: string } | null> {
  const [row] = await deps.graph.read<GeneratedRow>(byJob, { jobId, most: MOST_AWAITING });
  if (!row) return null;
  const { path, related } = row;
  if (related) await makeGeneratedLinks(deps, { jobId, path }, JSON.parse(related) as RelatedLink[]);
  for (const earlier of row.awaiting)
    await makeGeneratedLinks(deps, earlier, JSON.parse(earlier.related) as RelatedLink[], row);
  return { path };
}
