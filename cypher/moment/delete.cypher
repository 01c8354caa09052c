// Deletes a moment with its links, generations and former paths, and tells which hubs it was joined to.
// params: id STRING
// returns: left LIST<STRING> (element ids of hubs)
MATCH (m:Moment {id: $id})
OPTIONAL MATCH (m)-[:IN_LAYER|AT|FEATURES|TAGGED]->(hub)
WITH m, collect(elementId(hub)) AS left
OPTIONAL MATCH (m)-[:GENERATED_BY]->(g:Generation)
WITH m, left, collect(g) AS generations
OPTIONAL MATCH (f:FormerPath)-[:NOW]->(m)
WITH m, left, generations, collect(f) AS former
FOREACH (g IN generations | DETACH DELETE g)
FOREACH (f IN former | DETACH DELETE f)
DETACH DELETE m
RETURN left
