// Moments of the same time as others and of the same city, or of the same region and near by: for each stretch of time at most
// `limit` of either, by seeks alone.
// params: rows LIST<MAP> of {id, country, region, city STRING, location POINT or null,
//         stretches LIST<MAP> of {first, last INTEGER (minutes), precision STRING or null}}, meters FLOAT, limit INTEGER
// returns: id STRING (of the row), standing LIST<MAP> of {id, path, name, slug, visibility, precision STRING, sameCity BOOLEAN}
UNWIND $rows AS row
UNWIND row.stretches AS stretch
CALL (row, stretch) {
  MATCH (c:Moment) USING INDEX SEEK c:Moment(city, sortKey)
  WHERE c.city = row.city AND stretch.first <= c.sortKey <= stretch.last
  WITH c ORDER BY c.city, c.sortKey LIMIT $limit
  RETURN c
  UNION
  MATCH (c:Moment) USING INDEX SEEK c:Moment(region, sortKey)
  WHERE c.region = row.region AND stretch.first <= c.sortKey <= stretch.last
  WITH c ORDER BY c.region, c.sortKey LIMIT $limit
  WITH c WHERE point.distance(c.location, row.location) <= $meters
  RETURN c
}
WITH row, stretch, c
WHERE c.id <> row.id AND c.country = row.country AND (stretch.precision IS NULL OR c.precision = stretch.precision)
RETURN row.id AS id,
  collect(DISTINCT c {.id, .path, .name, .slug, .visibility, .precision, sameCity: c.city = row.city}) AS standing
