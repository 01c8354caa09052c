// One page of what a text finds, best first. Points are whole numbers that do not change as other moments come and go; a name of
// the text's own length that holds all its words is the text itself, and of equal hits the shorter name comes first.
// params: query STRING (Lucene), inName INTEGER (points of a name with every word), length INTEGER (of the text), limit INTEGER,
//         afterRank, beforeRank INTEGER, afterId, beforeId STRING,
//         of the filter: tagsAny, tagsAll LIST<STRING>, figures LIST<STRING> (keys), sortFrom, sortTo, earliest,
//         latest INTEGER (minutes), yearFrom, yearTo, month, day INTEGER, country, region, city STRING, latitude, longitude, meters,
//         south, west, north, east FLOAT, eras LIST<STRING>, layers LIST<INTEGER>, visibility, sourceType, createdBy STRING,
//         minConfidence FLOAT, outTypes, inTypes LIST<STRING>
// returns: moment MAP, rank INTEGER, points INTEGER, exact BOOLEAN
CALL db.index.fulltext.queryNodes('moment_search', $query) YIELD node AS m, score
WITH m, toInteger(floor(score)) AS points
WHERE m.sortKey IS NOT NULL
//@ if tags-any
  AND EXISTS { (m)-[:TAGGED]->(anyTag:Tag) WHERE anyTag.name IN $tagsAny }
//@ end
//@ if tags-all
  AND COUNT { (m)-[:TAGGED]->(allTag:Tag) WHERE allTag.name IN $tagsAll } = size($tagsAll)
//@ end
//@ if figures
  AND COUNT { (m)-[:FEATURES]->(figure:Figure) WHERE figure.key IN $figures } = size($figures)
//@ end
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
WITH m, points, points >= $inName AND size(m.name) = $length AS exact
WITH m, points, exact, (points + CASE WHEN exact THEN 1000000 ELSE 0 END) * 1000 - size(m.name) AS rank
WHERE rank IS NOT NULL
//@ if after
  AND (rank < $afterRank OR (rank = $afterRank AND m.id > $afterId))
//@ end
//@ if before
  AND (rank > $beforeRank OR (rank = $beforeRank AND m.id < $beforeId))
//@ end
WITH m, points, exact, rank
//@ if best
ORDER BY rank DESC, m.id
//@ end
//@ if worst
ORDER BY rank, m.id DESC
//@ end
LIMIT $limit
RETURN m {.*} AS moment, rank, points, exact
