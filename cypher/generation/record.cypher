// Notes which generation a moment came from and which fields it filled. `related` waits there for its links.
// params: rows LIST<MAP> of {path STRING, jobId, generator, model, preset, subject, at STRING, related STRING (JSON),
//         fields LIST<STRING>, confidences LIST<FLOAT>, origins LIST<STRING>}
UNWIND $rows AS row
MATCH (m:Moment {path: row.path})
MERGE (g:Generation {jobId: row.jobId})
ON CREATE SET g.generator = row.generator, g.model = row.model, g.preset = row.preset, g.subject = row.subject,
  g.at = row.at, g.related = row.related
MERGE (m)-[r:GENERATED_BY]->(g)
ON CREATE SET r.fields = row.fields, r.confidences = row.confidences, r.origins = row.origins
