// Which moments fall on the same day of the year? Only days that are known count.
// params: limit INTEGER (most rows, default 50)
// returns: month STRING, day INTEGER, moments LIST<STRING> (year and name)
MATCH (m:Moment)
WHERE m.precision IN ['DAY', 'MINUTE']
WITH m
ORDER BY m.sortKey
WITH m.monthNum AS monthNum, m.month AS month, m.day AS day, collect(m)[..20] AS moments, count(DISTINCT m.year) AS years
WHERE years >= 2
RETURN month, day, [m IN moments | m.year + ' ' + m.name] AS moments
ORDER BY years DESC, monthNum, day
LIMIT $limit
