// What else happened within so many years and kilometres of a moment?
// params: at STRING (slug of the moment, default assassination-of-archduke-franz-ferdinand), years INTEGER (before and after, default 5),
//         km FLOAT (as the crow flies, default 1500), limit INTEGER (most rows, default 50)
// returns: km INTEGER, years FLOAT (negative: before), year INTEGER, name STRING, city STRING
MATCH (a:Moment {slug: $at})
WITH a, a.location AS here
MATCH (m:Moment)
WHERE point.distance(m.location, here) <= $km * 1000 AND m <> a
  AND m.sortKey >= a.sortKey - $years * 525949 AND m.sortKey <= a.sortKey + $years * 525949
  AND a.country <> 'space' AND m.country <> 'space'
RETURN toInteger(round(point.distance(m.location, here) / 1000)) AS km,
       round((m.sortKey - a.sortKey) / 525949.2, 2) AS years, m.year AS year, m.name AS name, m.city AS city
ORDER BY km, m.sortKey
LIMIT $limit
