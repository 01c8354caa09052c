import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { readWhenAsked } from '../../platform/observing/read-when-asked.js';
import type { JobDeps } from './deps.js';
import type { JobObserver } from './observer.js';
import { queueState } from './queries/queue-state.js';

const LABELS = ['generator'];

export function observeJobs(registry: Registry): JobObserver {
  const registers = [registry];
  const accepted = new Counter({
    name: 'clockchain_jobs_accepted_total',
    help: 'Jobs accepted, retries included',
    labelNames: LABELS,
    registers,
  });
  const waits = new Histogram({
    name: 'clockchain_job_wait_seconds',
    help: 'Time from the acceptance of a job to its first start',
    labelNames: LABELS,
    buckets: [0.1, 1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400],
    registers,
  });
  const durations = new Histogram({
    name: 'clockchain_job_duration_seconds',
    help: 'Time from the first start of a job to its end, waits between attempts included',
    labelNames: [...LABELS, 'outcome'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800],
    registers,
  });
  const ends = new Counter({
    name: 'clockchain_jobs_ended_total',
    help: 'Jobs that ended, those that were cancelled before they began included',
    labelNames: [...LABELS, 'outcome'],
    registers,
  });
  const failures = new Counter({
    name: 'clockchain_job_attempts_failed_total',
    help: 'Runs of jobs that came to nothing, by why',
    labelNames: [...LABELS, 'code'],
    registers,
  });
  const watching = new Gauge({
    name: 'clockchain_subscriptions_open',
    help: 'Subscriptions that follow a job or a batch',
    registers,
  });
  const seconds = (from: Date, to: Date) => Math.max(0, to.getTime() - from.getTime()) / 1000;
  return {
    accepted: (generator, jobs) => accepted.inc({ generator }, jobs),
    begun({ generator, createdAt }, at) {
      waits.observe({ generator }, seconds(createdAt, at));
    },
    ended({ generator, startedAt }, outcome, at) {
      ends.inc({ generator, outcome });
      if (startedAt) durations.observe({ generator, outcome }, seconds(startedAt, at));
    },
    attemptFailed: ({ generator }, code) => failures.inc({ generator, code }),
    watching: (change) => watching.inc(change),
  };
}

/** What `/metrics` tells of the queue, which is the same in every process. */
export function measureQueue(registry: Registry, deps: JobDeps): void {
  readWhenAsked(registry, () => queueState(deps), [
    {
      name: 'clockchain_queue_jobs',
      help: 'Jobs of the whole service that are pending, processing, or waiting for another attempt, and failed ones that are kept',
      labelNames: ['state'],
      values: ({ pending, processing, waiting, failed }) =>
        Object.entries({ pending, processing, waiting, failed }).map(([state, value]) => ({
          labels: { state },
          value,
        })),
    },
    {
      name: 'clockchain_queue_oldest_pending_seconds',
      help: 'For how long the oldest job that has not begun has waited; 0 without one',
      values: ({ oldestPendingAt }) => [
        {
          value: oldestPendingAt ? Math.max(0, deps.clock().getTime() - oldestPendingAt.getTime()) / 1000 : 0,
        },
      ],
    },
    {
      name: 'clockchain_queue_paused',
      help: 'Whether the queue is paused by hand',
      values: ({ paused }) => [{ value: paused ? 1 : 0 }],
    },
  ]);
}
