// One page of moments in the order of time or of writing. `low` and `high` bound it, both exclusive; `sample` takes it from the
// moments whose ids come next after a random one.
// params: limit INTEGER, offset INTEGER, lowKey and highKey INTEGER (minutes) or STRING (UTC), lowId STRING, highId STRING,
//         sampleFrom STRING (a UUID), sampleSize INTEGER,
//         and those of the filter
// returns: moment MAP
//@ if sample
MATCH (m:Moment) WHERE m.id >= $sampleFrom
WITH m ORDER BY m.id LIMIT $sampleSize
//@ end
//@ if sample-public
MATCH (m:Public) WHERE m.id >= $sampleFrom
WITH m ORDER BY m.id LIMIT $sampleSize
//@ end
//@ include moment/beginning
MATCH (m:Moment)
WHERE m.sortKey IS NOT NULL AND m.createdAt IS NOT NULL
//@ include moment/filter
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
//@ if by-city-ascending
ORDER BY m.city, m.sortKey, m.id
//@ end
//@ if by-city-descending
ORDER BY m.city DESC, m.sortKey DESC, m.id DESC
//@ end
//@ if by-region-ascending
ORDER BY m.region, m.sortKey, m.id
//@ end
//@ if by-region-descending
ORDER BY m.region DESC, m.sortKey DESC, m.id DESC
//@ end
//@ if by-country-ascending
ORDER BY m.country, m.sortKey, m.id
//@ end
//@ if by-country-descending
ORDER BY m.country DESC, m.sortKey DESC, m.id DESC
//@ end
//@ if by-source-type-ascending
ORDER BY m.sourceType, m.sortKey, m.id
//@ end
//@ if by-source-type-descending
ORDER BY m.sourceType DESC, m.sortKey DESC, m.id DESC
//@ end
//@ if by-created-by-ascending
ORDER BY m.createdBy, m.sortKey, m.id
//@ end
//@ if by-created-by-descending
ORDER BY m.createdBy DESC, m.sortKey DESC, m.id DESC
//@ end
//@ if by-layers-ascending
ORDER BY m.layer, m.sortKey, m.id
//@ end
//@ if by-layers-descending
ORDER BY m.layer DESC, m.sortKey DESC, m.id DESC
//@ end
//@ if created-ascending
ORDER BY m.createdAt, m.id
//@ end
//@ if created-descending
ORDER BY m.createdAt DESC, m.id DESC
//@ end
//@ if random
ORDER BY rand()
//@ end
//@ if offset
SKIP $offset
//@ end
LIMIT $limit
RETURN m {.*} AS moment
