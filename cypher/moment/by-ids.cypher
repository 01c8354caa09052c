// Moments by id. Part named: those that whoever names them may read.
// params: ids LIST<STRING>
// returns: moment MAP
UNWIND $ids AS id
MATCH (m:Moment {id: id})
//@ if named
WHERE m:Public OR m.visibility = 'unlisted'
//@ end
RETURN m {.*} AS moment
