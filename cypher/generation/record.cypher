// Notes which generation a moment came from and which fields it filled. `related` waits there for its links; `awaits` are the
// keys by which a moment that is yet to come finds them.
// params: rows LIST<MAP> of {path STRING, jobId, generator, model, preset, subject, at STRING, related STRING (JSON), awaits LIST<STRING>,
//         fields LIST<STRING>, confidences LIST<FLOAT>, origins LIST<STRING>}
UNWIND $rows AS row
MATCH (m:Moment {path: row.path})
MERGE (g:Generation {jobId: row.jobId})
ON CREATE SET g.generator = row.generator, g.model = row.model, g.preset = row.preset, g.subject = row.subject,
  g.at = row.at, g.related = row.related
MERGE (m)-[r:GENERATED_BY]->(g)
ON CREATE SET r.fields = row.fields, r.confidences = row.confidences, r.origins = row.origins
FOREACH (key IN CASE WHEN g.related = row.related THEN row.awaits ELSE [] END |
  MERGE (g)-[:AWAITS]->(:Awaited {key: key}))
