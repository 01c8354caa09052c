// Moments by path; a path that a moment stood at before it was moved still finds it, unless another stands there now or was
// moved from there later. Part named: as if there were none but those that whoever names them may read.
// params: paths LIST<STRING> (canonical)
// returns: asked STRING, moment MAP
UNWIND $paths AS path
CALL (path) {
  MATCH (m:Moment {path: path})
//@ if named
  WHERE m:Public OR m.visibility = 'unlisted'
//@ end
  RETURN m, null AS until
  UNION ALL
  MATCH (:FormerPath {path: path})-[stood:NOW]->(m:Moment)
//@ if named
  WHERE m:Public OR m.visibility = 'unlisted'
//@ end
  RETURN m, coalesce(stood.until, '') AS until
}
WITH path, m ORDER BY until IS NULL DESC, until DESC
WITH path, head(collect(m)) AS m
RETURN path AS asked, m {.*} AS moment
