// From which layer do the moments of each decade come, and how sure are they?
// returns: decade STRING, layer INTEGER, name STRING, moments INTEGER, meanConfidence FLOAT
MATCH (m:Moment)-[:IN_LAYER]->(l:Layer)
WITH abs(m.year) / 10 * 10 + CASE WHEN m.year < 0 THEN 's BCE' ELSE 's' END AS decade, l,
     count(m) AS moments, avg(m.confidence) AS confidence, min(m.year) AS first
ORDER BY first, l.level
LIMIT 500
RETURN decade, l.level AS layer, l.name AS name, moments, round(confidence, 3) AS meanConfidence
