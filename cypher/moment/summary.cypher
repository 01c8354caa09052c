// How many moments there are by a filter: in all, by stretch of time or by cell of a map. `top` is the id of the one that is
// surest, then of most figures, then earliest.
// params: first INTEGER and width INTEGER (minutes, or years counted astronomically), cellSize FLOAT (degrees), cells INTEGER (at most),
//         and those of the filter
// `by-time` and `by-map` begin at indexes that hold all that is asked here, so that no moment is read.
// returns: cell INTEGER (0 for all) or LIST<INTEGER>, count INTEGER; top STRING; latitude FLOAT, longitude FLOAT (the middle)
//@ include moment/beginning
MATCH (m:Moment)
WHERE m.sortKey IS NOT NULL
//@ include moment/filter
WITH m, 0 AS cell
//@ if minutes
WITH m, (m.sortKey - $first) / $width AS cell
//@ end
//@ if years
WITH m, (m.year + CASE WHEN m.year < 0 THEN 1 ELSE 0 END - $first) / $width AS cell
//@ end
//@ if clusters
WITH m, [toInteger(floor((m.location.y + 90) / $cellSize)), toInteger(floor((m.location.x + 180) / $cellSize))] AS cell
WHERE cell[0] IS NOT NULL
//@ end
RETURN cell, count(m) AS count
//@ if top
  , max([coalesce(m.prominence, 0), -m.sortKey, m])[2].id AS top
//@ end
//@ if clusters
  , avg(m.location.y) AS latitude, avg(m.location.x) AS longitude
ORDER BY count DESC, cell LIMIT $cells
//@ end
