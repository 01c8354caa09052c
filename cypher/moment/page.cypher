// One page of moments in the order of time or of writing. `low` and `high` bound it, both exclusive.
// params: limit INTEGER, lowKey and highKey INTEGER (minutes) or STRING (UTC), lowId STRING, highId STRING
// returns: moment MAP
MATCH (m:Moment)
WHERE m.sortKey IS NOT NULL AND m.createdAt IS NOT NULL
//@ if public
  AND m:Public
//@ end
//@ if time-low
  AND m.sortKey >= $lowKey AND (m.sortKey > $lowKey OR m.id > $lowId)
//@ end
//@ if time-high
  AND m.sortKey <= $highKey AND (m.sortKey < $highKey OR m.id < $highId)
//@ end
//@ if created-low
  AND m.createdAt >= $lowKey AND (m.createdAt > $lowKey OR m.id > $lowId)
//@ end
//@ if created-high
  AND m.createdAt <= $highKey AND (m.createdAt < $highKey OR m.id < $highId)
//@ end
WITH m
//@ if time-ascending
ORDER BY m.sortKey, m.id
//@ end
//@ if time-descending
ORDER BY m.sortKey DESC, m.id DESC
//@ end
//@ if created-ascending
ORDER BY m.createdAt, m.id
//@ end
//@ if created-descending
ORDER BY m.createdAt DESC, m.id DESC
//@ end
LIMIT $limit
RETURN m {.*} AS moment
