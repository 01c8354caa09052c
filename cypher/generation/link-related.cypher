// Makes the links of one generation whose other end stands already. The other ends come later and make theirs then.
// A link that stands is left as it is.
// params: jobId STRING, at STRING (UTC), links LIST<MAP> of {id, subject, direction ('OUT' or 'IN'), symmetric BOOLEAN (stored earlier moment first), type, weight FLOAT, description}
// returns: made INTEGER
MATCH (m:Moment)-[:GENERATED_BY]->(g:Generation {jobId: $jobId})
UNWIND $links AS link
MATCH (other:Moment)-[:GENERATED_BY]->(:Generation {generator: g.generator, subject: link.subject})
WHERE other <> m
WITH DISTINCT m, g, link, other
WITH g, link, m, other, other.sortKey < m.sortKey OR (other.sortKey = m.sortKey AND other.path < m.path) AS otherFirst
WITH g, link, CASE WHEN link.symmetric AND otherFirst OR NOT link.symmetric AND link.direction = 'IN' THEN [other, m] ELSE [m, other] END AS ends
WITH g, link, ends[0] AS source, ends[1] AS target
MERGE (source)-[r:$(link.type)]->(target)
ON CREATE SET r.id = link.id, r.layer = 2, r.weight = link.weight, r.description = link.description, r.method = 'generated',
  r.source = g.generator, r.createdBy = 'generator:' + g.generator, r.createdAt = $at
RETURN count(r) AS made
