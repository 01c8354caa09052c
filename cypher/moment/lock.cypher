// The moment at a path, locked until the transaction ends, so that what is read from it still holds when it is written. The lock is taken
// by writing what never changes, and only then is read: another transaction may have moved it while this one waited.
// params: path STRING (canonical)
// returns: moment MAP
MATCH (m:Moment {path: $path})
SET m.id = m.id
WITH m {.*} AS moment
WHERE moment.path = $path
RETURN moment
