// Removes the link of this type between two moments. Without part directed, whichever way round it stands. Both ends are locked first, in one order, so
// that of two that remove it one finds it gone.
// params: source and target STRING (ids), type STRING (a relationship type)
// returns: link MAP as it was, from and to STRING (ids)
MATCH (source:Moment {id: $source})
MATCH (target:Moment {id: $target})
FOREACH (end IN CASE WHEN source.id < target.id THEN [source, target] ELSE [target, source] END | SET end.id = end.id)
WITH source, target
MATCH (source)-[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES]-
//@ if directed
  >
//@ end
  (target)
WHERE type(r) = $type
WITH r, source, target, r {.*, type: type(r)} AS link, startNode(r).id AS from, endNode(r).id AS to
DELETE r
FOREACH (_ IN CASE WHEN source:Public AND target:Public THEN [1] ELSE [] END |
  MERGE (t:LinkTally {type: $type}) SET t.open = coalesce(t.open, 0) - 1)
RETURN link, from, to
