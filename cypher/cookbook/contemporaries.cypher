// Who else made history in a figure's years?
// params: figure STRING (key: the name in lower case with hyphens, default neil-armstrong),
//         years INTEGER (before the figure's first and after the last moment, default 5), limit INTEGER (most rows, default 50)
// returns: contemporary STRING, moments INTEGER, together INTEGER (moments shared), firstYear INTEGER, example STRING
MATCH (f:Figure {key: $figure})<-[:FEATURES]-(own:Moment)
WITH f, min(own.sortKey) - $years * 525949 AS first, max(own.sortKey) + $years * 525949 AS last
MATCH (m:Moment)
WHERE first <= m.sortKey <= last
MATCH (m)-[:FEATURES]->(other:Figure)
WHERE other <> f
WITH f, other, m
ORDER BY m.sortKey
WITH other, count(m) AS moments, sum(CASE WHEN EXISTS { (m)-[:FEATURES]->(f) } THEN 1 ELSE 0 END) AS together,
     head(collect(m)) AS example
ORDER BY together DESC, moments DESC, other.key
LIMIT $limit
RETURN other.name AS contemporary, moments, together, example.year AS firstYear, example.name AS example
