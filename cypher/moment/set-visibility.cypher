// Sets a moment's visibility; the label Public mirrors it, and its derived links are due again. The first time it becomes public is kept.
// params: path STRING (canonical), visibility STRING, at STRING (UTC)
// returns: moment MAP
MATCH (m:Moment {path: $path})
SET m.visibility = $visibility, m.linksDue = true
FOREACH (_ IN CASE WHEN $visibility = 'public' THEN [1] ELSE [] END |
  SET m:Public, m.publishedAt = coalesce(m.publishedAt, $at))
FOREACH (_ IN CASE WHEN $visibility = 'public' THEN [] ELSE [1] END | REMOVE m:Public)
RETURN m {.*} AS moment
