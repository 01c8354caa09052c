// Where a statement about moments by a filter begins: at the words, tags or figures of the filter, or at an index. At most one part
// whose name begins with `by-` says which: the planner knows how common values are on average, and would read all of time for a rare
// one. Tags, figures and words lead to their moments themselves.
// params: text STRING (Lucene), tagsAny, tagsAll LIST<STRING>, figures LIST<STRING> (keys), month, day INTEGER, country, region,
//         city STRING, latitude, longitude, meters, south, west, north, east FLOAT, eras LIST<STRING>, layers LIST<INTEGER>,
//         sourceType, createdBy STRING
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
//@ if by-time
MATCH (m:Moment) USING INDEX m:Moment(sortKey, year, prominence)
WHERE m.sortKey IS NOT NULL AND m.year IS NOT NULL AND m.prominence IS NOT NULL
//@ end
//@ if by-map
MATCH (m:Moment) USING INDEX m:Moment(location, prominence, sortKey)
WHERE m.location IS NOT NULL AND m.prominence IS NOT NULL AND m.sortKey IS NOT NULL
//@ end
