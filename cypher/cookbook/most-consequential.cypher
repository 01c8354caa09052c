// Which moments had the most consequences?
// params: limit INTEGER (most rows, default 20)
// returns: year INTEGER, name STRING, direct INTEGER (links out), weight FLOAT (of these together),
//          within4 INTEGER (moments reached in at most four steps)
MATCH (m:Moment)-[r:CAUSES|INFLUENCES|PRECEDES]->(:Moment)
WITH m, count(r) AS direct, sum(r.weight) AS weight
ORDER BY weight DESC, m.sortKey
LIMIT 100
CALL (m) {
  MATCH p = ANY SHORTEST (m)-[:CAUSES|INFLUENCES|PRECEDES]->{1,4}(x:Moment)
  RETURN count(p) AS within4
}
RETURN m.year AS year, m.name AS name, direct, round(weight, 2) AS weight, within4
ORDER BY within4 DESC, weight DESC, m.sortKey
LIMIT $limit
