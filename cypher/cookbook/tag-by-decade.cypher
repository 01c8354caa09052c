// How does a theme rise and fall, decade by decade?
// params: tag STRING (lower case, default space)
// returns: decade STRING, moments INTEGER, examples LIST<STRING>
MATCH (:Tag {name: $tag})<-[:TAGGED]-(m:Moment)
WITH m, abs(m.year) / 10 * 10 + CASE WHEN m.year < 0 THEN 's BCE' ELSE 's' END AS decade
ORDER BY m.sortKey
WITH decade, count(m) AS moments, collect(m.name)[..3] AS examples, min(m.sortKey) AS first
ORDER BY first
LIMIT 500
RETURN decade, moments, examples
