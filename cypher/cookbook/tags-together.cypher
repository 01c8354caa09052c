// Which tags travel together, beyond what chance would do?
// params: atLeast INTEGER (shared moments, default 3), limit INTEGER (most rows, default 30)
// returns: first STRING, second STRING, together INTEGER, overlap FLOAT (shared by all that have either), lift FLOAT (1: chance)
MATCH (m:Moment)
WITH count(m) AS total
MATCH (a:Tag)
WHERE $atLeast <= COUNT { (a)<-[:TAGGED]-() } <= 2000
MATCH (a)<-[:TAGGED]-(m:Moment)-[:TAGGED]->(b:Tag)
WHERE a.name < b.name
WITH total, a, b, count(m) AS together
WHERE together >= $atLeast
WITH a, b, together, total, COUNT { (a)<-[:TAGGED]-() } AS inA, COUNT { (b)<-[:TAGGED]-() } AS inB
RETURN a.name AS first, b.name AS second, together, round(1.0 * together / (inA + inB - together), 2) AS overlap,
       round(1.0 * together * total / (inA * inB), 2) AS lift
ORDER BY overlap DESC, together DESC, first, second
LIMIT $limit
