// What happened elsewhere in the world around the time of a moment?
// params: at STRING (slug of the moment, default russian-general-mobilisation), days INTEGER (before and after, default 30), limit INTEGER (most rows, default 50)
// returns: days INTEGER (negative: before), year INTEGER, month STRING, day INTEGER, name STRING, country STRING
MATCH (a:Moment {slug: $at})
MATCH (m:Moment)
WHERE m.sortKey >= a.sortKey - $days * 1440 AND m.sortKey <= a.sortKey + $days * 1440
  AND m.country <> a.country AND m.precision IN ['DAY', 'MINUTE']
RETURN toInteger(round((m.sortKey - a.sortKey) / 1440.0)) AS days, m.year AS year, m.month AS month, m.day AS day,
       m.name AS name, m.country AS country
ORDER BY m.sortKey
LIMIT $limit
