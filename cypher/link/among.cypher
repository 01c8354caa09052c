// The links among these moments, the strongest first.
// params: ids LIST<STRING>, types LIST<STRING>, minWeight FLOAT, limit INTEGER
// returns: link MAP, from and to STRING (ids)
UNWIND $ids AS id
MATCH (a:Moment {id: id})-[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES]->(b:Moment)
WHERE b.id IN $ids AND type(r) IN $types
//@ if min-weight
  AND r.weight >= $minWeight
//@ end
RETURN r {.*, type: type(r)} AS link, a.id AS from, b.id AS to
ORDER BY r.weight DESC, a.sortKey, r.id
LIMIT $limit
