// What did a moment lead to, in at most six steps?
// params: from STRING (slug of the moment, default launch-of-sputnik-1)
// returns: steps INTEGER (the fewest), year INTEGER, name STRING, through STRING (the moment before it on the road)
MATCH p = ANY SHORTEST (a:Moment {slug: $from})-[:CAUSES|INFLUENCES|PRECEDES]->{1,6}(m:Moment)
RETURN length(p) AS steps, m.year AS year, m.name AS name, nodes(p)[-2].name AS through
ORDER BY steps, m.sortKey
LIMIT 100
