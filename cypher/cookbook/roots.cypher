// Which moments set something off and have no cause in the graph themselves?
// params: limit INTEGER (most rows, default 20)
// returns: year INTEGER, name STRING, caused INTEGER (direct effects), weight FLOAT (of them together), firstEffects LIST<STRING>
MATCH (m:Moment)-[r:CAUSES]->(effect:Moment)
WHERE NOT EXISTS { (m)<-[:CAUSES]-(:Moment) }
WITH m, r, effect
ORDER BY effect.sortKey
WITH m, count(effect) AS caused, sum(r.weight) AS weight, collect(effect.name)[..3] AS firstEffects
ORDER BY caused DESC, weight DESC, m.sortKey
LIMIT $limit
RETURN m.year AS year, m.name AS name, caused, round(weight, 2) AS weight, firstEffects
