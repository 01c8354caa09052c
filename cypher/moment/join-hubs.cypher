// Joins newly created moments to their layer, place, figures, tags and tally; rows whose moment was not created do nothing, nor do those whose
// moment is joined: the driver sends a transaction again whose commit went unanswered.
// params: rows LIST<MAP> of {id STRING, layer INTEGER, layerName STRING, country MAP, region MAP, city MAP (each {path, name}, city with location POINT or null),
//         figures LIST<{key, name}>, tags LIST<STRING>, tally MAP of {key, public, layer, sourceType, hundredths}}, the lists sorted
UNWIND $rows AS row
MATCH (m:Moment {id: row.id})
WHERE NOT EXISTS { (m)-[:IN_LAYER]->() }
MERGE (layer:Layer {level: row.layer}) ON CREATE SET layer.name = row.layerName
MERGE (country:Place {path: row.country.path}) ON CREATE SET country.kind = 'country', country.name = row.country.name
MERGE (region:Place {path: row.region.path}) ON CREATE SET region.kind = 'region', region.name = row.region.name
MERGE (city:Place {path: row.city.path}) ON CREATE SET city.kind = 'city', city.name = row.city.name, city.location = row.city.location
MERGE (region)-[:WITHIN]->(country)
MERGE (city)-[:WITHIN]->(region)
MERGE (tally:MomentTally {key: row.tally.key})
ON CREATE SET tally.public = row.tally.public, tally.layer = row.tally.layer, tally.sourceType = row.tally.sourceType,
  tally.hundredths = row.tally.hundredths
CREATE (m)-[:COUNTED_IN]->(tally)
CREATE (m)-[:IN_LAYER]->(layer)
CREATE (m)-[:AT]->(city)
FOREACH (figure IN row.figures |
  MERGE (f:Figure {key: figure.key}) ON CREATE SET f.name = figure.name
  CREATE (m)-[:FEATURES]->(f))
FOREACH (tag IN row.tags |
  MERGE (t:Tag {name: tag})
  CREATE (m)-[:TAGGED]->(t))
