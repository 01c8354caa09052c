// For each of these moments how many links it has that meet the conditions.
// params: ids LIST<STRING>, outTypes and inTypes LIST<STRING> (types of links that leave and that arrive), layers LIST<INTEGER>,
//         minWeight FLOAT
// returns: id STRING, count INTEGER
UNWIND $ids AS id
MATCH (m:Moment {id: id})
CALL (m) {
  MATCH (m)-[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES]-(other:Moment)
  WHERE CASE WHEN startNode(r) = m THEN type(r) IN $outTypes ELSE type(r) IN $inTypes END
//@ if public
    AND other:Public
//@ end
//@ if layers
    AND r.layer IN $layers
//@ end
//@ if min-weight
    AND r.weight >= $minWeight
//@ end
  RETURN count(r) AS count
}
RETURN id, count
