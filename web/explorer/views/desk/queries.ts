import { graphql, type ResultOf } from '../../api/graphql.js';

const JOB = graphql(`
  fragment JobRow on Job {
    id
    query
    status
    stage
    progress
    attempts
    error
    errorCode
    path
    createdAt
    nextAttemptAt
    retryOf
    moment { id name visibility }
  }
`);

export const JOBS = graphql(
  `
    query Jobs($filter: JobFilter, $after: String) {
      jobs(filter: $filter, first: 50, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes { ...JobRow batch { id } }
      }
    }
  `,
  [JOB],
);

export const WATCH_BATCH = graphql(
  `
    subscription WatchBatch($id: ID!) {
      batchUpdated(id: $id) {
        id
        total
        completedAt
        counts { pending processing completed failed cancelled }
        jobs { ...JobRow }
      }
    }
  `,
  [JOB],
);

export const WATCH_JOB = graphql(
  `
    subscription WatchJob($id: ID!) {
      jobUpdated(id: $id) { ...JobRow }
    }
  `,
  [JOB],
);

export const BULK_GENERATE = graphql(`
  mutation BulkGenerate($input: BulkGenerateInput!) {
    bulkGenerate(input: $input) { batch { id total } }
  }
`);

export const GENERATE = graphql(`
  mutation Generate($input: GenerateInput!) {
    generate(input: $input) { job { id } }
  }
`);

export const CANCEL = graphql(
  `
    mutation Cancel($id: ID!) {
      cancelJob(input: { id: $id }) { job { ...JobRow } }
    }
  `,
  [JOB],
);

export const RETRY = graphql(
  `
    mutation Retry($id: ID!) {
      retryJob(input: { id: $id }) { job { ...JobRow } }
    }
  `,
  [JOB],
);

export const RETRY_BATCH = graphql(`
  mutation RetryBatch($id: ID!) {
    retryBatch(input: { id: $id }) { jobs { id } }
  }
`);

export const INDEX = graphql(`
  mutation Index($input: IndexMomentInput!) {
    indexMoment(input: $input) { path warnings moment { id } }
  }
`);

export const STANDS = graphql(`
  query Stands($path: MomentPath!) {
    moment(path: $path) { id name path }
  }
`);

export const QUEUE = graphql(`
  query Queue {
    queue { pending processing waiting failed endedLastMinute concurrency ratePerMinute oldestPendingAt paused }
    derivation { due done }
  }
`);

export const PAUSE = graphql(`
  mutation Pause {
    pauseQueue { paused }
  }
`);

export const RESUME = graphql(`
  mutation Resume {
    resumeQueue { paused }
  }
`);

export type JobRowData = ResultOf<typeof JOB>;
