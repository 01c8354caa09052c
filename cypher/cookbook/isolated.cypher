// Which moments has nobody joined to any other? Derived links do not count.
// params: limit INTEGER (most rows, default 50)
// returns: year INTEGER, name STRING, era STRING, path STRING
MATCH (m:Moment)
WHERE NOT EXISTS {
  (m)-[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES WHERE r.layer <> 1]-(:Moment)
}
RETURN m.year AS year, m.name AS name, m.era AS era, m.path AS path
ORDER BY m.sortKey
LIMIT $limit
