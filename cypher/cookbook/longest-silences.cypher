// Between which moments did the graph keep silent longest?
// params: limit INTEGER (most rows, default 10)
// returns: years INTEGER, fromYear INTEGER, after STRING, toYear INTEGER, before STRING
MATCH (m:Moment)
WITH m
ORDER BY m.sortKey
WITH collect(m.sortKey) AS keys
WITH keys, CASE WHEN size(keys) < 2 THEN [] ELSE range(0, size(keys) - 2) END AS indexes
UNWIND indexes AS i
WITH keys[i] AS one, keys[i + 1] AS next
ORDER BY next - one DESC
LIMIT $limit
MATCH (a:Moment {sortKey: one})
MATCH (b:Moment {sortKey: next})
WITH one, next, head(collect(a)) AS a, head(collect(b)) AS b
RETURN toInteger(round((next - one) / 525949.2)) AS years, a.year AS fromYear, a.name AS after, b.year AS toYear, b.name AS before
ORDER BY years DESC
