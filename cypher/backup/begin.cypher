// Notes that a restore has begun, where nothing stands yet or the same one was begun before.
// params: backup STRING (id), queued BOOLEAN (whether jobs stand in the queue), at STRING (UTC)
// returns: begun BOOLEAN
OPTIONAL MATCH (r:Restore)
WITH collect(r.backup) AS others
WITH others = [$backup] OR (size(others) = 0 AND NOT $queued AND NOT EXISTS { (:Moment) }) AS begun
FOREACH (_ IN CASE WHEN begun THEN [1] ELSE [] END |
  MERGE (r:Restore {backup: $backup}) ON CREATE SET r.at = $at)
RETURN begun
