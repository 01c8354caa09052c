// Moments by path; a path that a moment stood at before it was moved still finds it, unless another stands there now.
// params: paths LIST<STRING> (canonical)
// returns: asked STRING, moment MAP
UNWIND $paths AS path
OPTIONAL MATCH (standing:Moment {path: path})
OPTIONAL MATCH (:FormerPath {path: path})-[:NOW]->(moved:Moment)
WITH path, coalesce(standing, moved) AS m
WHERE m IS NOT NULL
RETURN path AS asked, m {.*} AS moment
