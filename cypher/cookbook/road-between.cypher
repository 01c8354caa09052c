// By which chain of causes did one moment lead to another?
// params: from STRING (slug of the moment at the start, default assassination-of-archduke-franz-ferdinand),
//         to STRING (slug of the moment at the end, default treaty-of-versailles)
// returns: step INTEGER, year INTEGER, month STRING, name STRING, because STRING (why the step before led here)
MATCH p = SHORTEST 1 (a:Moment {slug: $from})-[:CAUSES]->{1,20}(b:Moment {slug: $to})
UNWIND range(0, length(p)) AS step
WITH p, step, nodes(p)[step] AS m
RETURN step, m.year AS year, m.month AS month, m.name AS name,
       CASE step WHEN 0 THEN null ELSE relationships(p)[step - 1].description END AS because
ORDER BY step
LIMIT 21
