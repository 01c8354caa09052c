// Moments by id.
// params: ids LIST<STRING>
// returns: moment MAP
UNWIND $ids AS id
MATCH (m:Moment {id: id})
RETURN m {.*} AS moment
