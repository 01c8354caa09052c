// Locks these moments, in the order given, until the transaction ends; gives those that are due. The lock is taken by writing what never
// changes, and only then is looked: another transaction may have settled them while this one waited.
// params: ids LIST<STRING>
// returns: id STRING
UNWIND $ids AS id
MATCH (m:Moment {id: id})
SET m.id = m.id
WITH properties(m) AS now
WHERE now.linksDue
RETURN now.id AS id
