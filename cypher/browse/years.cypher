// The years that moments stand in, from the index of years alone.
// returns: year INTEGER, count INTEGER
MATCH (m:Moment)
WHERE m.year IS NOT NULL
RETURN m.year AS year, count(*) AS count
ORDER BY year
