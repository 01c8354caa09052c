// The years that public moments stand in, from the index of years alone.
// returns: year INTEGER, count INTEGER
MATCH (m:Public)
WHERE m.year IS NOT NULL
RETURN m.year AS year, count(*) AS count
ORDER BY year
