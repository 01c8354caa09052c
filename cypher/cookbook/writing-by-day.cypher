// Who wrote moments into the graph, and on which day?
// params: limit INTEGER (most rows, default 30)
// returns: day STRING (UTC), createdBy STRING, moments INTEGER, public INTEGER, latest STRING
MATCH (m:Moment)
WITH left(m.createdAt, 10) AS day, m.createdBy AS createdBy, m
ORDER BY m.createdAt
WITH day, createdBy, count(m) AS moments, sum(CASE WHEN m:Public THEN 1 ELSE 0 END) AS public, collect(m.name)[-1] AS latest
ORDER BY day DESC, moments DESC
LIMIT $limit
RETURN day, createdBy, moments, public, latest
