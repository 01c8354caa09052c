// Makes the links of one generation whose other end stands already. The other ends come later and make theirs then.
// A link that stands is left as it is.
// params: jobId STRING, at STRING (UTC), links LIST<MAP> of {id, subject, direction ('OUT' or 'IN'), type, weight FLOAT, description}
// returns: made INTEGER
MATCH (m:Moment)-[:GENERATED_BY]->(g:Generation {jobId: $jobId})
UNWIND $links AS link
MATCH (other:Moment)-[:GENERATED_BY]->(:Generation {generator: g.generator, subject: link.subject})
WHERE other <> m
WITH DISTINCT m, g, link, other
WITH g, link, CASE link.direction WHEN 'OUT' THEN m ELSE other END AS source, CASE link.direction WHEN 'OUT' THEN other ELSE m END AS target
MERGE (source)-[r:$(link.type)]->(target)
ON CREATE SET r.id = link.id, r.layer = 2, r.weight = link.weight, r.description = link.description, r.method = 'generated',
  r.source = g.generator, r.createdBy = 'generator:' + g.generator, r.createdAt = $at
RETURN count(r) AS made
