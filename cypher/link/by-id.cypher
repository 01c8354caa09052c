// The link with this id, with the moments at both ends.
// params: id STRING
// returns: link MAP, source MAP, target MAP (moments)
CALL () {
  MATCH (a:Moment)-[r:CAUSES {id: $id}]->(b:Moment) RETURN a, r, b
  UNION ALL
  MATCH (a:Moment)-[r:INFLUENCES {id: $id}]->(b:Moment) RETURN a, r, b
  UNION ALL
  MATCH (a:Moment)-[r:PRECEDES {id: $id}]->(b:Moment) RETURN a, r, b
  UNION ALL
  MATCH (a:Moment)-[r:CONTEMPORANEOUS {id: $id}]->(b:Moment) RETURN a, r, b
  UNION ALL
  MATCH (a:Moment)-[r:SAME_ERA {id: $id}]->(b:Moment) RETURN a, r, b
  UNION ALL
  MATCH (a:Moment)-[r:SAME_LOCATION {id: $id}]->(b:Moment) RETURN a, r, b
  UNION ALL
  MATCH (a:Moment)-[r:SAME_CONFLICT {id: $id}]->(b:Moment) RETURN a, r, b
  UNION ALL
  MATCH (a:Moment)-[r:SAME_FIGURE {id: $id}]->(b:Moment) RETURN a, r, b
  UNION ALL
  MATCH (a:Moment)-[r:THEMATIC {id: $id}]->(b:Moment) RETURN a, r, b
  UNION ALL
  MATCH (a:Moment)-[r:CHALLENGES {id: $id}]->(b:Moment) RETURN a, r, b
}
WITH a, r, b
//@ if public
WHERE a:Public AND b:Public
//@ end
RETURN r {.*, type: type(r)} AS link, a {.*} AS source, b {.*} AS target
