// Notes which links of a generation are left to be made, and what they wait for.
// params: jobId STRING, related STRING (JSON) or null when none is left, awaits LIST<STRING>
MATCH (g:Generation {jobId: $jobId})
SET g.related = $related
WITH g
MATCH (g)-[:AWAITS]->(w:Awaited)
WHERE NOT w.key IN $awaits
DETACH DELETE w
