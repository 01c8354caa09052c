import type { Job } from '../domain/job.js';
import type { BatchResult } from '../queries/batch-results.js';

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

/** A line of the results of a batch. */
export function resultBody({ job, moment }: BatchResult) {
  return {
    job_id: job.id,
    query: job.query,
    status: job.status.toLowerCase(),
    path: job.path,
    error: job.error,
    error_code: job.errorCode,
    client_ref: job.clientRef,
    moment: moment && {
      path: moment.path,
      id: moment.id,
      name: moment.name,
      one_liner: moment.oneLiner ?? '',
      year: moment.year,
      month: moment.month,
      month_num: moment.monthNum,
      day: moment.day,
      time: moment.time,
      country: moment.country,
      region: moment.region,
      city: moment.city,
      slug: moment.slug,
      edtf: moment.edtf,
      precision: moment.precision,
      calendar: moment.calendar,
      latitude: moment.latitude,
      longitude: moment.longitude,
      era: moment.era ?? null,
      tags: moment.tags,
      figures: moment.figures,
      layer: moment.layer,
      visibility: moment.visibility,
      source_type: moment.sourceType ?? null,
      confidence: moment.confidence ?? null,
      created_at: moment.createdAt,
      metadata: JSON.parse(moment.metadata) as Record<string, unknown>,
    },
  };
}
