// The moment that a job has written, the links its generation still has to make, and the generations that wait for this moment.
// params: jobId STRING, most INTEGER (generations at most)
// returns: id, path, slug STRING, year INTEGER, related STRING (JSON) or null, awaiting LIST<MAP> of {jobId, path, related STRING (JSON)}
MATCH (g:Generation {jobId: $jobId})<-[:GENERATED_BY]-(m:Moment)
RETURN m.id AS id, m.path AS path, m.slug AS slug, m.year AS year, g.related AS related,
  COLLECT {
    MATCH (w:Awaited) WHERE w.key IN [m.path] + [word IN split(m.slug, '-') | toString(m.year) + ' ' + word]
    MATCH (w)<-[:AWAITS]-(other:Generation)<-[:GENERATED_BY]-(from:Moment)
    WHERE other <> g AND other.related IS NOT NULL
    WITH DISTINCT other, from
    LIMIT $most
    RETURN {jobId: other.jobId, path: from.path, related: other.related}
  } AS awaiting
