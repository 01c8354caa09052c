// Notes where a moment stood before, so that the old path still finds it.
// params: id STRING, former STRING (canonical path), path STRING (where it stands now)
MATCH (m:Moment {id: $id})
MERGE (f:FormerPath {path: $former})
MERGE (f)-[:NOW]->(m)
WITH m, f
OPTIONAL MATCH (f)-[old:NOW]->(other:Moment)
WHERE other <> m
DELETE old
WITH DISTINCT m
OPTIONAL MATCH (back:FormerPath {path: $path})-[:NOW]->(m)
DETACH DELETE back
