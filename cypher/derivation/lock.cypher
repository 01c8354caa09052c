// Locks those of these moments that are still due until the transaction ends, in the order given.
// params: ids LIST<STRING>
// returns: id STRING
UNWIND $ids AS id
MATCH (m:Moment {id: id})
WHERE m.linksDue
SET m.linksDue = true
RETURN m.id AS id
