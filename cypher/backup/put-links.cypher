// Writes links as they were; one that is there already is left.
// params: links LIST<MAP> of {source and target (ids), type, properties MAP}
UNWIND $links AS link
MATCH (a:Moment {id: link.source})
MATCH (b:Moment {id: link.target})
MERGE (a)-[r:$(link.type)]->(b)
WITH r, link, r.id IS NULL AS made, a:Public AND b:Public AS open
WHERE made
SET r = link.properties
FOREACH (_ IN CASE WHEN open THEN [1] ELSE [] END |
  MERGE (t:LinkTally {type: link.type}) SET t.open = coalesce(t.open, 0) + 1)
