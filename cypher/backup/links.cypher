// The links that leave a page of moments; a moment without any gives one row without a link. Each moment is locked while its links are read.
// params: after STRING (id), count INTEGER
// returns: source STRING (id), target STRING (id) or null, type STRING, properties MAP
MATCH (m:Moment)
WHERE m.id > $after
WITH m ORDER BY m.id LIMIT $count
SET m.id = m.id
WITH m
OPTIONAL MATCH (m)-[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES]->(other:Moment)
RETURN m.id AS source, other.id AS target, type(r) AS type, r {.*} AS properties
ORDER BY source, target, type
