// What narrows the moments `m` to those the viewer may see and the filter asks for; stands within a WHERE, after a first condition.
// params: sortFrom, sortTo, earliest, latest INTEGER (minutes), yearFrom, yearTo, month, day INTEGER, country, region, city STRING,
//         latitude, longitude, meters, south, west, north, east FLOAT, eras LIST<STRING>, layers LIST<INTEGER>, visibility, sourceType,
//         createdBy STRING, minConfidence FLOAT, outTypes, inTypes LIST<STRING>
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
