// Which of these moments the viewer may see and the filter asks for.
// params: ids LIST<STRING>, and those of the filter
// returns: id STRING
//@ include moment/beginning
MATCH (m:Moment)
WHERE m.id IN $ids
//@ include moment/filter
RETURN DISTINCT m.id AS id
