// Moments by path.
// params: paths LIST<STRING> (canonical)
// returns: moment MAP
UNWIND $paths AS path
MATCH (m:Moment {path: path})
RETURN m {.*} AS moment
