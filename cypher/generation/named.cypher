// Which moments may be meant by a name and a year: those whose slug is the name's, else those of that year whose name has all
// its words; of many, some.
// params: path STRING (of the moment that names them, which is not meant), names LIST<MAP> of {index INTEGER, slug STRING, year INTEGER, query STRING (Lucene) or null}
// returns: index INTEGER, ids LIST<STRING> (at least one)
UNWIND $names AS name
CALL (name) {
  MATCH (m:Moment {slug: name.slug})
  WHERE m.year = name.year AND m.path <> $path
  RETURN collect(m.id)[..2] AS exact
}
CALL (name, exact) {
  WITH name, exact
  WHERE size(exact) = 0 AND name.query IS NOT NULL
  CALL db.index.fulltext.queryNodes('moment_search', name.query, {limit: 3}) YIELD node
  WHERE node.year = name.year AND node.path <> $path
  RETURN collect(node.id) AS near
}
WITH name, CASE WHEN size(exact) = 0 THEN near ELSE exact END AS found
WHERE size(found) > 0
RETURN name.index AS index, found AS ids
