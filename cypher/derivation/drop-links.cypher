// Removes derived links. One that was overwritten by hand or by a generator meanwhile stays; one that is gone meanwhile, as the locks of both
// ends show, is not counted.
// params: links LIST<MAP> of {link STRING (id), fromId STRING, toId STRING}
UNWIND $links AS link
MATCH (a:Moment {id: link.fromId})
MATCH (b:Moment {id: link.toId})
SET a.id = a.id, b.id = b.id
WITH link, a, b
MATCH (a)-[r:SAME_FIGURE|SAME_LOCATION|CONTEMPORANEOUS|THEMATIC|SAME_ERA {id: link.link}]->(b)
WHERE r.layer = 1 AND r.source = 'derivation'
WITH r, type(r) AS type, a, b
DELETE r
FOREACH (_ IN CASE WHEN a:Public AND b:Public THEN [1] ELSE [] END |
  MERGE (t:LinkTally {type: type}) SET t.open = coalesce(t.open, 0) - 1)
