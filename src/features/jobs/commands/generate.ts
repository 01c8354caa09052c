import { reachWithin } from '../../../platform/queue/faults.js';
import type { JobDeps } from '../deps.js';
import { type Job, toJob } from '../domain/job.js';
import { readJobRequest } from '../domain/request.js';
import { acceptJobs } from './accept-jobs.js';
import { ANSWER_WITHIN_MS } from './bulk-generate.js';
import { wake } from './wake.js';

/**
 * Accepts one job without a batch: `{query, preset?, visibility?}`. Once this resolves it survives the death of every
 * process. Throws BAD_USER_INPUT and SERVICE_UNAVAILABLE.
 */
export async function generate(
  deps: JobDeps,
  input: unknown,
  { generator = deps.generator }: { generator?: string } = {},
): Promise<Job> {
  const request = readJobRequest(input);
  return reachWithin(ANSWER_WITHIN_MS, async () => {
    const [record] = await acceptJobs(deps, [request], { generator, batch: null });
    const job = toJob(record!);
    await wake(deps, [job.id]);
    return job;
  });
}
