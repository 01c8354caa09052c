// Makes derived links, or words those anew that stand. A link of another layer that stands there is left as it is.
// params: links LIST<MAP> of {id, fromId, toId, type, weight FLOAT, theme, description, method, confidence FLOAT}, at STRING (UTC)
UNWIND $links AS link
MATCH (a:Moment {id: link.fromId})
MATCH (b:Moment {id: link.toId})
MERGE (a)-[r:$(link.type)]->(b)
ON CREATE SET r.id = link.id, r.layer = 1, r.source = 'derivation', r.createdBy = 'derivation', r.createdAt = $at
WITH r, link, r.weight IS NULL AND a:Public AND b:Public AS opened
WHERE r.layer = 1 AND r.source = 'derivation'
SET r.weight = link.weight, r.theme = link.theme, r.description = link.description, r.method = link.method,
  r.confidence = link.confidence
FOREACH (_ IN CASE WHEN opened THEN [1] ELSE [] END |
  MERGE (t:LinkTally {type: link.type}) SET t.open = coalesce(t.open, 0) + 1)
