// Which generations filled which fields of these moments, the earliest first.
// params: ids LIST<STRING>
// returns: id STRING (moment), fields, origins LIST<STRING>, confidences LIST<FLOAT>, generator, jobId, at STRING
UNWIND $ids AS id
MATCH (:Moment {id: id})-[r:GENERATED_BY]->(g:Generation)
RETURN id, r.fields AS fields, r.origins AS origins, r.confidences AS confidences, g.generator AS generator, g.jobId AS jobId, g.at AS at
ORDER BY at
