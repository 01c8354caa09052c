// What leads to no moment any more: generations of none or of several, what no generation awaits, former paths of none.
// returns: about STRING (job, key or path)
MATCH (n:Generation|Awaited|FormerPath)
WHERE n:Generation AND COUNT { (n)<-[:GENERATED_BY]-() } <> 1
  OR n:Awaited AND COUNT { (n)<-[:AWAITS]-() } <> 1
  OR n:FormerPath AND NOT EXISTS { (n)-[:NOW]->() }
RETURN coalesce(n.jobId, n.key, n.path) AS about
LIMIT 20
