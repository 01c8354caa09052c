// Creates the moments whose path is free; of two at one path, in one call or in many at once, exactly one is created.
// params: rows LIST<MAP> of {path STRING, id STRING, public BOOLEAN, properties MAP (all node properties, path and id included)}
// returns: id (of the row), standing MAP (what stood at the path; null where created)
UNWIND $rows AS row
MERGE (m:Moment {path: row.path})
ON CREATE SET m = row.properties
FOREACH (_ IN CASE WHEN row.public AND m.id = row.id THEN [1] ELSE [] END | SET m:Public)
RETURN row.id AS id, CASE WHEN m.id = row.id THEN null ELSE m {.*} END AS standing
