// Deletes a moment with its links, generations and former paths (but for those where another stood too), and tells which hubs it was joined to.
// params: id STRING
// returns: left LIST<STRING> (element ids of hubs)
MATCH (m:Moment {id: $id})
OPTIONAL MATCH (m)-[:IN_LAYER|AT|FEATURES|TAGGED|COUNTED_IN]->(hub)
WITH m, collect(elementId(hub)) AS left
OPTIONAL MATCH (m)-[:GENERATED_BY]->(g:Generation)
WITH m, left, collect(g) AS generations
OPTIONAL MATCH (f:FormerPath)-[:NOW]->(m) WHERE NOT EXISTS { MATCH (f)-[:NOW]->(other) WHERE other <> m }
WITH m, left, generations, collect(f) AS former
OPTIONAL MATCH (m:Public)-[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES]-(:Public)
WITH m, left, generations, former, type(r) AS type, count(r) AS links ORDER BY type
WITH m, left, generations, former, collect(CASE WHEN links > 0 THEN {type: type, links: links} END) AS opened
FOREACH (gone IN opened | MERGE (t:LinkTally {type: gone.type}) SET t.open = coalesce(t.open, 0) - gone.links)
FOREACH (w IN COLLECT { UNWIND generations AS g MATCH (g)-[:AWAITS]->(w:Awaited) RETURN w } | DETACH DELETE w)
FOREACH (g IN generations | DETACH DELETE g)
FOREACH (f IN former | DETACH DELETE f)
DETACH DELETE m
RETURN left
