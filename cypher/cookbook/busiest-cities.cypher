// Which were the three busiest cities of each century?
// returns: century STRING, city STRING, country STRING, moments INTEGER, example STRING
MATCH (p:Place {kind: 'city'})<-[:AT]-(m:Moment)
WITH p, m, CASE WHEN m.year > 0 THEN (m.year - 1) / 100 + 1 ELSE (m.year + 1) / 100 - 1 END AS number
ORDER BY m.sortKey
WITH number, p, count(m) AS moments, head(collect(m)) AS example
ORDER BY number, moments DESC, p.path
WITH number, collect({place: p, moments: moments, example: example})[..3] AS top
UNWIND top AS row
RETURN abs(number) + CASE WHEN number < 0 THEN ' BCE' ELSE ' CE' END AS century, row.place.name AS city,
       row.example.country AS country, row.moments AS moments, row.example.name AS example
ORDER BY number, moments DESC, city
LIMIT 300
