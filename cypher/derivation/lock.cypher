// Locks these moments until the transaction ends, in the order given.
// params: ids LIST<STRING>
UNWIND $ids AS id
MATCH (m:Moment {id: id})
WHERE m.linksDue
SET m.linksDue = true
