// One page of moments in the order of time or of writing. `low` and `high` bound it, both exclusive; `sample` takes it from the
// moments whose ids come next after a random one.
// params: limit INTEGER, offset INTEGER, lowKey and highKey INTEGER (minutes) or STRING (UTC), lowId STRING, highId STRING,
//         sampleFrom STRING (a UUID), sampleSize INTEGER,
//         of the filter: text STRING (Lucene), tagsAny, tagsAll LIST<STRING>, figures LIST<STRING> (keys), sortFrom, sortTo, earliest,
//         latest INTEGER (minutes), yearFrom, yearTo, month, day INTEGER, country, region, city STRING, latitude, longitude, meters,
//         south, west, north, east FLOAT, eras LIST<STRING>, layers LIST<INTEGER>, visibility, sourceType, createdBy STRING,
//         minConfidence FLOAT, outTypes, inTypes LIST<STRING>
// At most one part whose name begins with `by-` says which index to begin with: the planner knows how common values are on
// average, and would read all of time for a rare one.
// returns: moment MAP
//@ if sample
MATCH (m:Moment) WHERE m.id >= $sampleFrom
WITH m ORDER BY m.id LIMIT $sampleSize
//@ end
//@ if sample-public
MATCH (m:Public) WHERE m.id >= $sampleFrom
WITH m ORDER BY m.id LIMIT $sampleSize
//@ end
//@ if text
CALL db.index.fulltext.queryNodes('moment_search', $text) YIELD node AS m
WITH m
//@ end
//@ if tags-any
MATCH (anyTag:Tag) WHERE anyTag.name IN $tagsAny
MATCH (m)-[:TAGGED]->(anyTag)
WITH DISTINCT m
//@ end
//@ if tags-all
MATCH (allTag:Tag) WHERE allTag.name IN $tagsAll
MATCH (m)-[:TAGGED]->(allTag)
WITH m, count(allTag) AS held WHERE held = size($tagsAll)
//@ end
//@ if figures
MATCH (figure:Figure) WHERE figure.key IN $figures
MATCH (m)-[:FEATURES]->(figure)
WITH m, count(figure) AS met WHERE met = size($figures)
//@ end
//@ if by-city
MATCH (m:Moment) USING INDEX m:Moment(city, sortKey)
WHERE m.city = $city AND m.sortKey IS NOT NULL
//@ end
//@ if by-region
MATCH (m:Moment) USING INDEX m:Moment(region, sortKey)
WHERE m.region = $region AND m.sortKey IS NOT NULL
//@ end
//@ if by-country
MATCH (m:Moment) USING INDEX m:Moment(country, sortKey)
WHERE m.country = $country AND m.sortKey IS NOT NULL
//@ end
//@ if by-day
MATCH (m:Moment) USING INDEX m:Moment(monthNum, day, sortKey)
WHERE m.monthNum = $month AND m.day = $day AND m.sortKey IS NOT NULL
//@ end
//@ if by-near
MATCH (m:Moment) USING INDEX m:Moment(location)
WHERE point.distance(m.location, point({latitude: $latitude, longitude: $longitude})) <= $meters
//@ end
//@ if by-within
MATCH (m:Moment) USING INDEX m:Moment(location)
WHERE point.withinBBox(m.location, point({latitude: $south, longitude: $west}), point({latitude: $north, longitude: $east}))
//@ end
//@ if by-era
MATCH (m:Moment) USING INDEX m:Moment(era, sortKey)
WHERE m.era IN $eras AND m.sortKey IS NOT NULL
//@ end
//@ if by-source-type
MATCH (m:Moment) USING INDEX m:Moment(sourceType, sortKey)
WHERE m.sourceType = $sourceType AND m.sortKey IS NOT NULL
//@ end
//@ if by-created-by
MATCH (m:Moment) USING INDEX m:Moment(createdBy, sortKey)
WHERE m.createdBy = $createdBy AND m.sortKey IS NOT NULL
//@ end
//@ if by-layers
MATCH (m:Moment) USING INDEX m:Moment(layer, sortKey)
WHERE m.layer IN $layers AND m.sortKey IS NOT NULL
//@ end
MATCH (m:Moment)
WHERE m.sortKey IS NOT NULL AND m.createdAt IS NOT NULL
//@ if public
  AND m:Public
//@ end
//@ if sort-from
  AND m.sortKey >= $sortFrom
//@ end
//@ if sort-to
  AND m.sortKey <= $sortTo
//@ end
//@ if year-from
  AND m.year >= $yearFrom
//@ end
//@ if year-to
  AND m.year <= $yearTo
//@ end
//@ if earliest
  AND m.earliest >= $earliest
//@ end
//@ if latest
  AND m.latest <= $latest
//@ end
//@ if month
  AND m.monthNum = $month AND m.precision <> 'YEAR'
//@ end
//@ if day
  AND m.day = $day AND m.precision IN ['DAY', 'MINUTE']
//@ end
//@ if country
  AND m.country = $country
//@ end
//@ if region
  AND m.region = $region
//@ end
//@ if city
  AND m.city = $city
//@ end
//@ if near
  AND point.distance(m.location, point({latitude: $latitude, longitude: $longitude})) <= $meters
//@ end
//@ if within
  AND point.withinBBox(m.location, point({latitude: $south, longitude: $west}), point({latitude: $north, longitude: $east}))
//@ end
//@ if era
  AND m.era IN $eras
//@ end
//@ if layers
  AND m.layer IN $layers
//@ end
//@ if visibility
  AND m.visibility = $visibility
//@ end
//@ if source-type
  AND m.sourceType = $sourceType
//@ end
//@ if min-confidence
  AND m.confidence >= $minConfidence
//@ end
//@ if created-by
  AND m.createdBy = $createdBy
//@ end
//@ if links
  AND (EXISTS { (m)-[out]->(:Moment) WHERE type(out) IN $outTypes } OR EXISTS { (m)<-[in]-(:Moment) WHERE type(in) IN $inTypes })
//@ end
//@ if public-links
  AND (EXISTS { (m)-[out]->(:Public) WHERE type(out) IN $outTypes } OR EXISTS { (m)<-[in]-(:Public) WHERE type(in) IN $inTypes })
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
