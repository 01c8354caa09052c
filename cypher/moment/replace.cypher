// Gives a moment new properties and parts it from its hubs, to be joined anew; its id, label Public and links stay.
// params: id STRING, properties MAP (all node properties, the id included)
// returns: left LIST<STRING> (element ids of the hubs it was joined to)
MATCH (m:Moment {id: $id})
OPTIONAL MATCH (m)-[r:IN_LAYER|AT|FEATURES|TAGGED|COUNTED_IN]->(hub)
WITH m, collect(r) AS joins, collect(elementId(hub)) AS left
FOREACH (r IN joins | DELETE r)
SET m = $properties
RETURN left
