// Which figures met most often?
// params: limit INTEGER (most rows, default 20)
// returns: first STRING, second STRING, moments INTEGER, fromYear INTEGER, toYear INTEGER
MATCH (a:Figure)
WHERE 2 <= COUNT { (a)<-[:FEATURES]-() } <= 1000
MATCH (a)<-[:FEATURES]-(m:Moment)-[:FEATURES]->(b:Figure)
WHERE a.key < b.key
WITH a, b, count(m) AS moments, min(m.year) AS fromYear, max(m.year) AS toYear
WHERE moments >= 2
RETURN a.name AS first, b.name AS second, moments, fromYear, toYear
ORDER BY moments DESC, fromYear, first
LIMIT $limit
