// What stands twice: moments of one path, of one id, or made by one job.
// returns: about STRING (path, id or job)
MATCH (m:Moment)
UNWIND ['path', 'id', 'jobId'] AS key
WITH key, m[key] AS about, count(*) AS standing
WHERE about IS NOT NULL AND standing > 1
RETURN about
LIMIT 20
