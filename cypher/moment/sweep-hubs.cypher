// Deletes those of the given hubs that nothing is joined to any more; a place that lies around another stays. Each is locked before it is
// looked at: another transaction may be joining a moment to it. One that nevertheless gained a join cannot be deleted, and the transaction fails.
// params: hubs LIST<STRING> (element ids)
// returns: outer LIST<STRING> (element ids of the places around deleted ones, to be swept next)
UNWIND $hubs AS hubId
MATCH (hub)
WHERE elementId(hub) = hubId
SET hub.name = hub.name
WITH hub
WHERE NOT EXISTS { (hub)<--() }
OPTIONAL MATCH (hub)-[border:WITHIN]->(around:Place)
WITH collect(DISTINCT hub) AS empty, collect(DISTINCT elementId(around)) AS outer, collect(border) AS borders
FOREACH (border IN borders | DELETE border)
FOREACH (hub IN empty | DELETE hub)
RETURN outer
