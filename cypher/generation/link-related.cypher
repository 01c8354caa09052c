// Makes the links of one generation whose other end stands already. One that was only derived gives way, any other that
// stands is left as it is, and an effect has no cause that is provably later. Each is counted once, also where the driver sends this again: the
// one just made has no weight yet.
// params: jobId STRING, at STRING (UTC), doubt INTEGER (minutes by which local times may differ), links LIST<MAP> of {id, type, weight FLOAT, description,
//         direction ('OUT' or 'IN'), symmetric BOOLEAN (stored earlier moment first), and of the other end subject (of the same generator) or
//         moment (id), null the other}
// returns: made INTEGER
MATCH (m:Moment)-[:GENERATED_BY]->(g:Generation {jobId: $jobId})
UNWIND $links AS link
CALL (g, link) {
  MATCH (other:Moment)-[:GENERATED_BY]->(:Generation {generator: g.generator, subject: link.subject})
  RETURN other
UNION
  MATCH (other:Moment {id: link.moment})
  RETURN other
}
WITH DISTINCT m, g, link, other
WHERE other <> m
WITH g, link, m, other, other.sortKey < m.sortKey OR (other.sortKey = m.sortKey AND other.path < m.path) AS otherFirst
WITH g, link, CASE WHEN link.symmetric AND otherFirst OR NOT link.symmetric AND link.direction = 'IN' THEN [other, m] ELSE [m, other] END AS ends
WITH g, link, ends[0] AS source, ends[1] AS target
WHERE NOT link.type IN ['CAUSES', 'PRECEDES'] OR source.earliest <= target.latest + $doubt
MERGE (source)-[r:$(link.type)]->(target)
ON CREATE SET r.id = link.id, r.createdAt = $at
WITH g, link, source, target, r, r.weight IS NULL AS made
FOREACH (_ IN CASE WHEN r.id = link.id OR r.layer = 1 THEN [1] ELSE [] END |
  SET r.layer = 2, r.weight = link.weight, r.description = link.description, r.method = 'generated', r.theme = null, r.confidence = null,
    r.source = g.generator, r.createdBy = 'generator:' + g.generator)
FOREACH (_ IN CASE WHEN made AND source:Public AND target:Public THEN [1] ELSE [] END |
  MERGE (t:LinkTally {type: link.type}) SET t.open = coalesce(t.open, 0) + 1)
RETURN count(r) AS made
