// Marks these moments as no longer due, but for those that are not as they were when read: they stay due.
// params: rows LIST<MAP> of {id, path, sortKey, earliest, latest, country, region, city, era, tags, figures, visibility, confidence}
// returns: id STRING (of each that was as read)
UNWIND $rows AS row
MATCH (m:Moment {id: row.id}) USING INDEX SEEK m:Moment(id)
WHERE m.linksDue AND m.path = row.path AND m.sortKey = row.sortKey
  AND coalesce(m.earliest, m.sortKey) = row.earliest AND coalesce(m.latest, m.sortKey) = row.latest
  AND coalesce(m.country, '') = row.country AND coalesce(m.region, '') = row.region AND coalesce(m.city, '') = row.city
  AND coalesce(m.era, '') = coalesce(row.era, '') AND coalesce(m.tags, []) = row.tags AND coalesce(m.figures, []) = row.figures
  AND coalesce(m.visibility, 'private') = row.visibility AND coalesce(m.confidence, -1.0) = coalesce(row.confidence, -1.0)
SET m.linksDue = false
RETURN m.id AS id
