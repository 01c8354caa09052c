/** One tab of the playground. The tab is named by the operation. */
export interface Example {
  query: string;
  variables?: string;
}

/** The moment that the third tab indexes, and the second shows when the graph is still empty. */
export const EXAMPLE_PATH = '/1851/may/01/1200/united-kingdom/england/london/opening-of-the-great-exhibition';

/** The operations the playground opens with; `path` is that of a moment which this viewer can read. */
export function examples(path: string): Example[] {
  return [
    { query: readMoments },
    { query: oneMoment, variables: JSON.stringify({ path }, null, 2) },
    { query: indexMoment },
    { query: bulkGenerate },
    { query: jobs },
    { query: followJob, variables: JSON.stringify({ id: '' }, null, 2) },
    { query: layers },
  ];
}

const readMoments = `# Press ▶ (or Ctrl-Enter). Public moments need no key.
query ReadMoments {
  moments(first: 5) {
    totalCount
    edges {
      node {
        path
        name
        oneLiner
        date {
          text
        }
        layer
        tags
        figures {
          name
        }
        place {
          path
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;

const oneMoment = `# A path is a moment's natural key; it is in the variables.
query OneMoment($path: MomentPath!) {
  moment(path: $path) {
    id
    name
    oneLiner
    date {
      text
      edtf
      precision
      calendar
    }
    place {
      name
      kind
      parent {
        name
      }
    }
    era
    tags
    figures {
      name
    }
    layer
    visibility
    confidence
    provenance {
      field
      origin
      confidence
    }
    metadata
  }
}
`;

const indexMoment = `# Stores a moment that you describe. Needs the service key.
# KEEP makes the call repeatable: it gives what stands.
mutation IndexMoment {
  indexMoment(
    input: {
      path: "${EXAMPLE_PATH}"
      metadata: {
        name: "Opening of the Great Exhibition"
        one_liner: "Queen Victoria opens the Crystal Palace in Hyde Park."
        era: "Victorian era"
        tags: ["industry", "exhibition"]
        figures: ["Queen Victoria", "Prince Albert", "Joseph Paxton"]
        confidence: 0.98
        building: "Crystal Palace"
      }
      visibility: PRIVATE
      onConflict: KEEP
    }
  ) {
    status
    path
    warnings
    moment {
      id
      name
      date {
        text
      }
      createdAt
      metadata
    }
  }
}
`;

const bulkGenerate = `# Turns sentences into moments, in the background.
# Needs both keys. Then look at the next tab.
mutation BulkGenerate {
  bulkGenerate(
    input: {
      queries: [
        { query: "Battle of Hastings, 14 October 1066" }
        { query: "First powered flight at Kitty Hawk, 17 December 1903" }
        { query: "Fall of the Berlin Wall, 9 November 1989", visibility: PUBLIC }
      ]
    }
  ) {
    batch {
      id
      total
    }
    jobs {
      id
      query
      status
    }
  }
}
`;

const jobs = `# How each job is doing, newest first. Needs the service key.
# One job alone: { job(id: "its id") { status path error } }
query Jobs {
  jobs(first: 10) {
    totalCount
    edges {
      node {
        id
        query
        status
        stage
        attempts
        path
        error
        moment {
          name
          date {
            text
          }
        }
      }
    }
  }
}
`;

const followJob = `# Follows a job to its end. Needs the service key, and in
# the variables the id of a job from the tab before.
subscription FollowJob($id: ID!) {
  jobUpdated(id: $id) {
    query
    status
    stage
    progress
    path
    error
  }
}
`;

const layers = `# Where things came from: 0 by hand, 1 derived, 2 generated.
query Layers {
  layers {
    level
    name
    description
    momentCount
  }
}
`;
