// Whose fields disagree most about how sure they are? Fillers, which claim nothing, are left out.
// params: limit INTEGER (most rows, default 20)
// returns: name STRING, spread FLOAT, surest STRING, most FLOAT, shakiest STRING, least FLOAT
MATCH (m:Moment)-[r:GENERATED_BY]->(:Generation)
UNWIND [i IN range(0, size(r.fields) - 1) WHERE r.origins[i] <> 'FILLER'] AS i
WITH m, r.fields[i] AS field, r.confidences[i] AS confidence
ORDER BY confidence DESC, field
WITH m, collect({field: field, confidence: confidence}) AS fields
WITH m, fields[0] AS surest, fields[-1] AS shakiest
ORDER BY surest.confidence - shakiest.confidence DESC, m.sortKey
LIMIT $limit
RETURN m.name AS name, round(surest.confidence - shakiest.confidence, 3) AS spread, surest.field AS surest, surest.confidence AS most,
       shakiest.field AS shakiest, shakiest.confidence AS least
