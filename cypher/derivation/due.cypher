// Moments whose derived links are due, in the order of time.
// params: limit INTEGER, skipped LIST<STRING> (ids)
// returns: id, path, sortKey, earliest, latest, country, region, city, era, tags, figures, visibility, confidence
MATCH (m:Moment) USING INDEX SEEK m:Moment(linksDue, sortKey, path)
WHERE m.linksDue = true AND m.sortKey IS NOT NULL AND m.path IS NOT NULL AND NOT m.id IN $skipped
RETURN m.id AS id, m.path AS path, m.sortKey AS sortKey, coalesce(m.earliest, m.sortKey) AS earliest,
  coalesce(m.latest, m.sortKey) AS latest, coalesce(m.country, '') AS country, coalesce(m.region, '') AS region,
  coalesce(m.city, '') AS city, m.era AS era, coalesce(m.tags, []) AS tags, coalesce(m.figures, []) AS figures,
  coalesce(m.visibility, 'private') AS visibility, m.confidence AS confidence
ORDER BY m.linksDue, m.sortKey, m.path
LIMIT $limit
