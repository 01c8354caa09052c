// What lies behind a moment, in at most eight steps?
// params: to STRING (slug of the moment, default apollo-11-moon-landing)
// returns: steps INTEGER (the fewest), year INTEGER, name STRING, leadsTo STRING (the next moment on the road)
MATCH p = ANY SHORTEST (m:Moment)-[:CAUSES|INFLUENCES|PRECEDES]->{1,8}(a:Moment {slug: $to})
RETURN length(p) AS steps, m.year AS year, m.name AS name, nodes(p)[1].name AS leadsTo
ORDER BY steps, m.sortKey
LIMIT 100
