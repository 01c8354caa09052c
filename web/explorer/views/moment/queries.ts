import { graphql, type ResultOf } from '../../api/graphql.js';

export const MOMENT = graphql(`
  query Moment($path: MomentPath!) {
    moment(path: $path) {
      id
      path
      name
      oneLiner
      date { text edtf precision calendar earliest latest end }
      place { name path kind parent { name path parent { name path } } }
      latitude
      longitude
      era
      tags
      figures { key name }
      layer
      visibility
      confidence
      sourceType
      sources { title url }
      sameAs
      flashTimepointId
      flashShareUrl
      createdBy
      createdAt
      updatedAt
      publishedAt
      metadata
      provenance { field origin confidence }
      links(first: 100) {
        totalCount
        edges {
          readAs
          direction
          node { id type layer weight explanation source }
          moment { id path name date { text } }
        }
      }
    }
  }
`);

export const NEIGHBOURS = graphql(`
  query Neighbours($id: ID!, $types: [LinkType!], $layers: [Int!]) {
    node(id: $id) {
      id
      ... on Moment {
        name
        path
        date { text earliest }
        links(first: 14, types: $types, layers: $layers) {
          pageInfo { hasNextPage }
          edges {
            direction
            node { id type layer weight explanation }
            moment { id path name date { text earliest } }
          }
        }
      }
    }
  }
`);

export const PUBLISH = graphql(`
  mutation Publish($path: MomentPath!, $visibility: Visibility!) {
    setMomentVisibility(input: { path: $path, visibility: $visibility }) {
      moment { id path visibility publishedAt }
    }
  }
`);

export type MomentDetail = NonNullable<ResultOf<typeof MOMENT>['moment']>;
export type LinkEdge = MomentDetail['links']['edges'][number];
