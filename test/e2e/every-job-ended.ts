import type { RunningService } from '../support/process.js';
import { until } from '../support/until.js';

/** Resolves with the jobs once none is pending or running. */
export async function everyJobEnded(
  service: RunningService,
): Promise<{ status: string; error: string | null; query: string; path: string }[]> {
  return until(
    async () => {
      const { data } = await service.graphql(
        '{ jobs(first: 100) { nodes { status error query path } } }',
        {},
        service.keys,
      );
      const jobs = data.jobs.nodes;
      return (
        jobs.length > 0 &&
        jobs.every(({ status }: { status: string }) => /COMPLETED|FAILED/.test(status)) &&
        jobs
      );
    },
    { seconds: 90 },
  );
}
