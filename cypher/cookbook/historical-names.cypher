// Which places bore another name, and whose map has changed?
// params: limit INTEGER (most rows, default 50)
// returns: thenCalled STRING, city STRING, region STRING, country STRING, year INTEGER, name STRING
MATCH (m:Moment)-[:AT]->(city:Place)-[:WITHIN]->(region:Place)-[:WITHIN]->(country:Place)
WHERE m.historicalPlace IS NOT NULL
RETURN m.historicalPlace AS thenCalled, city.name AS city, region.name AS region, country.name AS country, m.year AS year, m.name AS name
ORDER BY m.sortKey
LIMIT $limit
