// The moment at a path, locked until the transaction ends, so that what is read from it still holds when it is written.
// params: path STRING (canonical)
// returns: moment MAP
MATCH (m:Moment {path: $path})
SET m.path = m.path
RETURN m {.*} AS moment
