// In which season do moments of a theme happen, north and south of the equator? Only months that are known count.
// params: tag STRING (lower case, default world-war-i)
// returns: season STRING, moments INTEGER, examples LIST<STRING>
MATCH (:Tag {name: $tag})<-[:TAGGED]-(m:Moment)
WHERE m.precision <> 'YEAR' AND m.location IS NOT NULL
WITH m, (m.monthNum % 12 / 3 + CASE WHEN m.location.latitude < 0 THEN 2 ELSE 0 END) % 4 AS number
ORDER BY m.sortKey
WITH number, count(m) AS moments, collect(m.name)[..3] AS examples
RETURN ['winter', 'spring', 'summer', 'autumn'][number] AS season, moments, examples
ORDER BY number
LIMIT 4
