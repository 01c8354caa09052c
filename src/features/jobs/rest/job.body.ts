import type { Job } from '../domain/job.js';

/** A job as REST tells it. */
export function jobBody(job: Job) {
  return {
    job_id: job.id,
    status: job.status.toLowerCase(),
    path: job.path,
    error: job.error,
    created_at: job.createdAt.toISOString(),
    completed_at: job.completedAt?.toISOString() ?? null,
  };
}
