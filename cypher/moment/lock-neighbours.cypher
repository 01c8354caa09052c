// Locks the moments that a moment is linked with until the transaction ends. A link is counted as public by both of its ends: what changes
// one of them has to wait for what changes the other.
// params: id STRING
MATCH (:Moment {id: $id})--(o:Moment)
WITH DISTINCT o ORDER BY o.id
SET o.id = o.id
