// How exactly are the moments of each era dated?
// returns: era STRING, precision STRING, moments INTEGER, meanDoubtDays FLOAT (from earliest to latest), example STRING
MATCH (m:Moment)
WITH m
ORDER BY m.sortKey
WITH m.era AS era, m.precision AS precision, count(m) AS moments, avg(m.latest - m.earliest) AS doubt,
     min(m.sortKey) AS first, head(collect(m.name)) AS example
RETURN era, precision, moments, round(doubt / 1440.0, 2) AS meanDoubtDays, example
ORDER BY first
LIMIT 200
