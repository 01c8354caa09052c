// On which days of the week does history happen? Only days that are known count; the day number is the same in both calendars.
// returns: weekday STRING, moments INTEGER, percent FLOAT, example STRING
MATCH (m:Moment)
WHERE m.precision IN ['DAY', 'MINUTE']
WITH m, (toInteger(floor(m.sortKey / 1440.0)) % 7 + 10) % 7 AS number
ORDER BY m.sortKey DESC
WITH number, count(m) AS moments, head(collect(m.year + ' ' + m.name)) AS example
WITH collect({number: number, moments: moments, example: example}) AS rows, sum(moments) AS total
UNWIND rows AS row
RETURN ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][row.number] AS weekday, row.moments AS moments,
       round(100.0 * row.moments / total, 1) AS percent, row.example AS example
ORDER BY row.number
LIMIT 7
