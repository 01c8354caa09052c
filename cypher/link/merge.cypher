// Makes the link of this type between two moments, or updates the one that stands, which keeps its id and its time.
// Without part directed, one that stands the other way round is the same link. It is counted once, also where the driver sends this again: the
// one just made has no weight yet. Both ends are locked first, in one order, so that nobody removes it meanwhile.
// params: source and target STRING (ids), type STRING (a relationship type), id STRING, weight FLOAT or null (1 where new),
//         description, origin STRING or null (null leaves what stands), createdBy STRING, at STRING (UTC)
// returns: link MAP, from and to STRING (ids)
MATCH (source:Moment {id: $source})
MATCH (target:Moment {id: $target})
FOREACH (end IN CASE WHEN source.id < target.id THEN [source, target] ELSE [target, source] END | SET end.id = end.id)
WITH source, target
MERGE (source)-[r:$($type)]-
//@ if directed
  >
//@ end
  (target)
ON CREATE SET r.id = $id, r.createdAt = $at, r.createdBy = $createdBy
WITH source, target, r, r.weight IS NULL AS made
SET r.layer = 0,
    r.method = 'manual',
    r.weight = coalesce($weight, r.weight, 1.0),
    r.description = coalesce($description, r.description),
    r.source = coalesce($origin, r.source)
FOREACH (_ IN CASE WHEN made AND source:Public AND target:Public THEN [1] ELSE [] END |
  MERGE (t:LinkTally {type: $type}) SET t.open = coalesce(t.open, 0) + 1)
RETURN r {.*, type: type(r)} AS link, startNode(r).id AS from, endNode(r).id AS to
