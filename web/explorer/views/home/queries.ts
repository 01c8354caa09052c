import { graphql, type ResultOf, type VariablesOf } from '../../api/graphql.js';

/** Where time begins and ends: at the first and the last moment. Counts nothing, so that it is answered at once. */
export const WHOLE = graphql(`
  query Whole {
    first: moments(first: 1, orderBy: TIME_ASC) { nodes { date { earliest } } }
    last: moments(first: 1, orderBy: TIME_DESC) { nodes { date { latest } } }
    layers { level name momentCount }
  }
`);

export const TIMELINE = graphql(`
  query Timeline($from: String, $to: String, $buckets: Int!, $filter: MomentFilter) {
    timeline(from: $from, to: $to, buckets: $buckets, filter: $filter) {
      buckets {
        from
        to
        count
        top { id path name oneLiner date { text earliest latest } place { name } }
      }
    }
  }
`);

export const CLUSTERS = graphql(`
  query Clusters($filter: MomentFilter, $within: BoundingBoxInput, $zoom: Int!) {
    clusters(filter: $filter, within: $within, zoom: $zoom) {
      clusters {
        count
        latitude
        longitude
        top { path name date { text } place { name } }
      }
    }
  }
`);

export const THERE = graphql(`
  query There($filter: MomentFilter) {
    moments(filter: $filter, first: 50) { nodes { id path name date { text } place { name } } }
  }
`);

export type Bucket = ResultOf<typeof TIMELINE>['timeline']['buckets'][number];
export type Top = NonNullable<Bucket['top']>;
export type Cluster = ResultOf<typeof CLUSTERS>['clusters']['clusters'][number];
export type Filter = NonNullable<VariablesOf<typeof TIMELINE>['filter']>;
