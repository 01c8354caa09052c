// Notes where a moment stood before, so that the old path still finds it. Of several that stood there each is noted, as not
// everyone may see the last.
// params: id STRING, former STRING (canonical path), path STRING (where it stands now), at STRING (UTC)
MATCH (m:Moment {id: $id})
MERGE (f:FormerPath {path: $former})
MERGE (f)-[stood:NOW]->(m)
SET stood.until = $at
WITH m
MATCH (back:FormerPath {path: $path})-[stood:NOW]->(m)
DELETE stood
WITH back
WHERE NOT EXISTS { (back)-[:NOW]->() }
DELETE back
