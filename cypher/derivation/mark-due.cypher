// Marks the next moments in the order of path as due.
// params: after STRING (path, exclusive), limit INTEGER
// returns: marked INTEGER, last STRING (path) or null
MATCH (m:Moment)
WHERE m.path > $after
WITH m ORDER BY m.path LIMIT $limit
SET m.linksDue = true
RETURN count(m) AS marked, max(m.path) AS last
