// How long does it take from a cause to its effect, by type and layer of link?
// returns: type STRING, layer INTEGER, links INTEGER, shortestDays FLOAT, medianDays FLOAT, longestYears FLOAT
MATCH (a:Moment)-[r:CAUSES|INFLUENCES|PRECEDES]->(b:Moment)
WITH type(r) AS type, r.layer AS layer, (b.sortKey - a.sortKey) / 1440.0 AS days
RETURN type, layer, count(*) AS links, round(min(days), 1) AS shortestDays, round(percentileCont(days, 0.5), 1) AS medianDays,
       round(max(days) / 365.2425, 1) AS longestYears
ORDER BY links DESC, type, layer
LIMIT 30
