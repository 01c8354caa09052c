// Makes links as they are told. One of layer 1 that stands gives way, since it was only derived; any other stands as it is.
// Each is counted once, also where the driver sends this again: the one just made has no weight yet.
// params: links LIST<MAP> of {id, source and target (ids of moments), type, layer INTEGER, weight FLOAT, theme, description, method,
//         confidence FLOAT, origin, createdBy}, all but the first seven or null, at STRING (UTC)
// returns: id STRING (as given), status STRING (linked or kept)
UNWIND $links AS link
MATCH (source:Moment {id: link.source})
MATCH (target:Moment {id: link.target})
MERGE (source)-[r:$(link.type)]->(target)
ON CREATE SET r.id = link.id, r.createdAt = $at
WITH link, r, source, target, r.id = link.id AS made
WITH link, r, r.weight IS NULL AND source:Public AND target:Public AS opened, made OR r.layer = 1 AS written
FOREACH (_ IN CASE WHEN written THEN [1] ELSE [] END |
  SET r.layer = link.layer, r.weight = link.weight, r.theme = link.theme, r.description = link.description, r.method = link.method,
    r.confidence = link.confidence, r.source = link.origin, r.createdBy = link.createdBy)
FOREACH (_ IN CASE WHEN opened THEN [1] ELSE [] END |
  MERGE (t:LinkTally {type: link.type}) SET t.open = coalesce(t.open, 0) + 1)
RETURN link.id AS id, CASE WHEN written THEN 'linked' ELSE 'kept' END AS status
