// Which links carry history from one era into another?
// params: limit INTEGER (most rows, default 50)
// returns: fromEra STRING, toEra STRING, links INTEGER, strongest STRING (cause and effect)
MATCH (a:Moment)-[r:CAUSES|INFLUENCES|PRECEDES]->(b:Moment)
WHERE a.era <> b.era
WITH a, b, r
ORDER BY r.weight DESC
WITH a.era AS fromEra, b.era AS toEra, count(r) AS links, min(a.sortKey) AS first, head(collect(a.name + ' → ' + b.name)) AS strongest
ORDER BY links DESC, first
LIMIT $limit
RETURN fromEra, toEra, links, strongest
