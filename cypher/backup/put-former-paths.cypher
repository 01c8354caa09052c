// Notes where moments stood before.
// params: rows LIST<{id, path, until STRING}>
UNWIND $rows AS row
MATCH (m:Moment {id: row.id})
MERGE (f:FormerPath {path: row.path})
MERGE (f)-[stood:NOW]->(m)
SET stood.until = row.until
