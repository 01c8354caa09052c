// What comes next below the beginning of a path, by the index of paths. `name` is that of a moment, for the last segment.
// params: prefix STRING (canonical, with a slash at its end), level INTEGER (place of the next segment in a path, from 1)
// returns: segment STRING, count INTEGER, name STRING
MATCH (m:Moment)
WHERE m.path STARTS WITH $prefix
//@ if public
  AND m:Public
//@ end
WITH split(m.path, '/')[$level] AS segment, count(*) AS count, min(m.name) AS name
RETURN segment, count, name
ORDER BY segment
