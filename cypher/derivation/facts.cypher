// What derived links rest on, of these moments.
// params: ids LIST<STRING>
// returns: id, path, sortKey, earliest, latest, country, region, city, era, tags, figures, visibility, confidence
UNWIND $ids AS id
MATCH (m:Moment {id: id})
RETURN m.id AS id, m.path AS path, m.sortKey AS sortKey, coalesce(m.earliest, m.sortKey) AS earliest,
  coalesce(m.latest, m.sortKey) AS latest, coalesce(m.country, '') AS country, coalesce(m.region, '') AS region,
  coalesce(m.city, '') AS city, m.era AS era, coalesce(m.tags, []) AS tags, coalesce(m.figures, []) AS figures,
  coalesce(m.visibility, 'private') AS visibility, m.confidence AS confidence
