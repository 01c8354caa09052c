// Moments of any place: up to `limit` of the same time and `limit` of another on either side, in the order of time and path,
// by seeks alone.
// params: rows LIST<MAP> of {id, sortKey, path}, visibilities LIST<STRING>, limit INTEGER
// returns: id STRING (of the row), visibility STRING, found LIST<STRING> (ids)
UNWIND $rows AS row
UNWIND $visibilities AS visibility
CALL (row, visibility) {
  MATCH (c:Moment) USING INDEX SEEK c:Moment(visibility, sortKey, path)
  WHERE c.visibility = visibility
    AND c.sortKey = row.sortKey AND c.path < row.path
  RETURN c.id AS found
  ORDER BY c.visibility DESC, c.sortKey DESC, c.path DESC
  LIMIT $limit
  UNION ALL
  MATCH (c:Moment) USING INDEX SEEK c:Moment(visibility, sortKey, path)
  WHERE c.visibility = visibility
    AND c.sortKey < row.sortKey AND c.path IS NOT NULL
  RETURN c.id AS found
  ORDER BY c.visibility DESC, c.sortKey DESC, c.path DESC
  LIMIT $limit
  UNION ALL
  MATCH (c:Moment) USING INDEX SEEK c:Moment(visibility, sortKey, path)
  WHERE c.visibility = visibility
    AND c.sortKey = row.sortKey AND c.path > row.path
  RETURN c.id AS found
  ORDER BY c.visibility, c.sortKey, c.path
  LIMIT $limit
  UNION ALL
  MATCH (c:Moment) USING INDEX SEEK c:Moment(visibility, sortKey, path)
  WHERE c.visibility = visibility
    AND c.sortKey > row.sortKey AND c.path IS NOT NULL
  RETURN c.id AS found
  ORDER BY c.visibility, c.sortKey, c.path
  LIMIT $limit
}
RETURN row.id AS id, visibility, collect(found) AS found
