// Deletes those of the given hubs that nothing is joined to any more; a place that lies around another stays.
// params: hubs LIST<STRING> (element ids)
// returns: outer LIST<STRING> (element ids of the places around deleted ones, to be swept next)
UNWIND $hubs AS hubId
MATCH (hub)
WHERE elementId(hub) = hubId AND NOT EXISTS { (hub)<--() }
OPTIONAL MATCH (hub)-[:WITHIN]->(around:Place)
WITH collect(DISTINCT hub) AS empty, collect(DISTINCT elementId(around)) AS outer
FOREACH (hub IN empty | DETACH DELETE hub)
RETURN outer
