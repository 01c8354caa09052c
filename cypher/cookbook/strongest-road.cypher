// Of the shortest roads between two moments, which has the strongest links?
// params: from STRING (slug of the moment at the start, default launch-of-sputnik-1),
//         to STRING (slug of the moment at the end, default apollo-11-moon-landing)
// returns: strength FLOAT (product of the weights), hops INTEGER, road LIST<STRING> (names), types LIST<STRING>
MATCH p = SHORTEST 10 (a:Moment {slug: $from})-[:CAUSES|INFLUENCES|PRECEDES]->{1,12}(b:Moment {slug: $to})
RETURN round(reduce(strength = 1.0, r IN relationships(p) | strength * coalesce(r.weight, 0.5)), 4) AS strength,
       length(p) AS hops, [m IN nodes(p) | m.name] AS road, [r IN relationships(p) | type(r)] AS types
ORDER BY strength DESC, hops
LIMIT 10
