// The moments one link beyond a frontier that were not seen before, those with the strongest link first. Of each moment of
// the frontier no more than the limit are kept while reading, so that a hub costs its own degree and no more.
// params: frontier LIST<STRING> and seen LIST<STRING> (ids), types LIST<STRING>, minWeight FLOAT, limit INTEGER
// returns: moment MAP
UNWIND $frontier AS id
MATCH (a:Moment {id: id})
CALL (a) {
  MATCH (a)
//@ if past
  <
//@ end
  -[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES]-
//@ if future
  >
//@ end
  (m:Moment)
  WHERE type(r) IN $types AND NOT m.id IN $seen
//@ if public
    AND m:Public
//@ end
//@ if min-weight
    AND r.weight >= $minWeight
//@ end
  WITH m, max(r.weight) AS weight
  ORDER BY weight DESC, m.sortKey, m.id
  LIMIT $limit
  RETURN m, weight
}
WITH m, max(weight) AS weight
ORDER BY weight DESC, m.sortKey, m.id
LIMIT $limit
RETURN m {.*} AS moment
