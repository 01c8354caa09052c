// Moments of the same time as others and of the same city or, where it is known where that lies, of the same region and near by:
// for each stretch of time the first `limit` of the city and the first `limit` of the region, by seeks alone. Both bounds are told
// apart from each other, as the planner seeks by one alone where they are told as one.
// params: rows LIST<MAP> of {id, country, region, city STRING, location POINT or null,
//         stretches LIST<MAP> of {first, last INTEGER (minutes), precision STRING or null}}, meters FLOAT, limit INTEGER
// returns: id STRING (of the row), standing LIST<MAP> of {id, path, name, slug, visibility, precision STRING, sameCity BOOLEAN}
UNWIND $rows AS row
UNWIND row.stretches AS stretch
CALL (row, stretch) {
  MATCH (c:Moment) USING INDEX SEEK c:Moment(city, sortKey)
  WHERE c.city = row.city AND c.sortKey >= stretch.first AND c.sortKey <= stretch.last
  WITH c ORDER BY c.city, c.sortKey LIMIT $limit
  RETURN c
  UNION ALL
  WITH row, stretch
  WHERE row.location IS NOT NULL
  MATCH (c:Moment) USING INDEX SEEK c:Moment(region, sortKey)
  WHERE c.region = row.region AND c.sortKey >= stretch.first AND c.sortKey <= stretch.last
  WITH c, row ORDER BY c.region, c.sortKey LIMIT $limit
  WITH c, row WHERE c.city <> row.city AND point.distance(c.location, row.location) <= $meters
  RETURN c
}
WITH row, stretch, c
WHERE c.id <> row.id AND c.country = row.country AND (stretch.precision IS NULL OR c.precision = stretch.precision)
RETURN row.id AS id,
  collect(DISTINCT c {.id, .path, .name, .slug, .visibility, .precision, sameCity: c.city = row.city}) AS standing
