// At which moments do chains of causes end?
// params: limit INTEGER (most rows, default 20)
// returns: year INTEGER, name STRING, causes INTEGER (direct ones), causedBy LIST<STRING>
MATCH (cause:Moment)-[r:CAUSES]->(m:Moment)
WHERE NOT EXISTS { (m)-[:CAUSES]->(:Moment) }
WITH m, r, cause
ORDER BY r.weight DESC
WITH m, count(r) AS causes, collect(cause.name)[..5] AS causedBy
ORDER BY causes DESC, m.sortKey
LIMIT $limit
RETURN m.year AS year, m.name AS name, causes, causedBy
