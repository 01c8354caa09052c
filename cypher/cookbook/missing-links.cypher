// Which moments share a figure within a few years and yet nobody has said how one led to the other?
// params: years INTEGER (at most so far apart, default 5), limit INTEGER (most rows, default 50)
// returns: figure STRING, fromYear INTEGER, earlier STRING, toYear INTEGER, later STRING
MATCH (f:Figure)
WHERE 2 <= COUNT { (f)<-[:FEATURES]-() } <= 200
MATCH (a:Moment)-[:FEATURES]->(f)<-[:FEATURES]-(b:Moment)
WHERE a.sortKey < b.sortKey AND b.sortKey - a.sortKey <= $years * 525949
  AND NOT EXISTS { (a)-[r:CAUSES|INFLUENCES|PRECEDES WHERE r.layer <> 1]-(b) }
RETURN f.name AS figure, a.year AS fromYear, a.name AS earlier, b.year AS toYear, b.name AS later
ORDER BY b.sortKey - a.sortKey, a.sortKey, figure
LIMIT $limit
