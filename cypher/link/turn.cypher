// Turns round the links of a moment that say the same both ways and no longer stand from the earlier moment to the later, those of
// one time in the order of their paths. They keep all that they say, their ids included.
// params: id STRING (of the moment), types LIST<STRING> (relationship types that say the same both ways)
MATCH (m:Moment {id: $id})-[r]-(:Moment)
WHERE type(r) IN $types
WITH r, startNode(r) AS later, endNode(r) AS earlier
WHERE later.sortKey > earlier.sortKey OR (later.sortKey = earlier.sortKey AND later.path > earlier.path)
MERGE (earlier)-[turned:$(type(r))]->(later)
ON CREATE SET turned = properties(r)
DELETE r
