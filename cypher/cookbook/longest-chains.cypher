// Which are the longest chains of causes without a short cut? One for each of the weightiest beginnings.
// A chain has at most 12 links; derived ones stay out.
// params: limit INTEGER (most rows, default 10)
// returns: links INTEGER, fromYear INTEGER, toYear INTEGER, chain LIST<STRING> (names)
MATCH (a:Moment)-[r:CAUSES]->(:Moment)
WHERE r.layer <> 1 AND NOT EXISTS { (a)<-[before:CAUSES WHERE before.layer <> 1]-(:Moment) }
WITH a, sum(r.weight) AS weight
ORDER BY weight DESC, a.sortKey
LIMIT 10
CALL (a) {
  MATCH p = ANY SHORTEST (a)(()-[rs:CAUSES WHERE rs.layer <> 1]->()){1,12}(b)
  RETURN p
  ORDER BY length(p) DESC, b.sortKey DESC
  LIMIT 1
}
RETURN length(p) AS links, a.year AS fromYear, nodes(p)[-1].year AS toYear, [m IN nodes(p) | m.name] AS chain
ORDER BY links DESC, fromYear
LIMIT $limit
