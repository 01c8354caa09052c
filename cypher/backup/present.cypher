// Which of these moments are there.
// params: ids LIST<STRING>
// returns: id STRING
UNWIND $ids AS id
MATCH (m:Moment {id: id})
RETURN m.id AS id
