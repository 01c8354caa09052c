/**
 * What somebody would write who asks Neo4j directly for the same: one statement each, on the same model and indexes,
 * of public moments where the app is asked by nobody in particular.
 */

/** One moment or many with all their hubs. Rows as `rawRow` makes them. */
export const CREATE = `
UNWIND $rows AS row
CREATE (m:Moment) SET m = row.properties
FOREACH (_ IN CASE WHEN row.public THEN [1] ELSE [] END | SET m:Public)
MERGE (layer:Layer {level: row.layer}) ON CREATE SET layer.name = row.layerName
MERGE (country:Place {path: row.country.path}) ON CREATE SET country.kind = 'country', country.name = row.country.name
MERGE (region:Place {path: row.region.path}) ON CREATE SET region.kind = 'region', region.name = row.region.name
MERGE (city:Place {path: row.city.path}) ON CREATE SET city.kind = 'city', city.name = row.city.name
MERGE (region)-[:WITHIN]->(country)
MERGE (city)-[:WITHIN]->(region)
CREATE (m)-[:IN_LAYER]->(layer)
CREATE (m)-[:AT]->(city)
FOREACH (figure IN row.figures |
  MERGE (f:Figure {key: figure.key}) ON CREATE SET f.name = figure.name
  CREATE (m)-[:FEATURES]->(f))
FOREACH (tag IN row.tags |
  MERGE (t:Tag {name: tag})
  CREATE (m)-[:TAGGED]->(t))
MERGE (tally:MomentTally {key: row.tally.key})
ON CREATE SET tally.public = row.tally.public, tally.layer = row.tally.layer, tally.sourceType = row.tally.sourceType,
  tally.hundredths = row.tally.hundredths
CREATE (m)-[:COUNTED_IN]->(tally)`;

/** Links of a filled graph; those of shared things are such as derivation makes. */
export const CREATE_LINKS = `
UNWIND $links AS link
MATCH (a:Moment {path: link.from})
MATCH (b:Moment {path: link.to})
CREATE (a)-[r:$(link.type)]->(b)
SET r.id = link.id, r.weight = toFloat(link.weight), r.createdAt = $at, r.confidence = 1.0
FOREACH (_ IN CASE WHEN link.type IN ['CAUSES', 'INFLUENCES', 'PRECEDES'] THEN [1] ELSE [] END |
  SET r.layer = 0, r.method = 'manual', r.source = 'a chronicle', r.createdBy = 'system')
FOREACH (_ IN CASE WHEN link.type IN ['CAUSES', 'INFLUENCES', 'PRECEDES'] THEN [] ELSE [1] END |
  SET r.layer = 1, r.method = 'near-in-time', r.source = 'derivation', r.createdBy = 'derivation',
    r.theme = 'what they share', r.description = 'They share what they share and lie at most three days apart.')`;

export const KEEP_COUNT_OF_LINKS = `
MATCH (:Public)-[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_LOCATION|SAME_FIGURE|THEMATIC]->(:Public)
WITH type(r) AS type, count(*) AS open
MERGE (tally:LinkTally {type: type}) SET tally.open = open`;

export const DELETE_PATHS = 'UNWIND $paths AS path MATCH (m:Moment {path: path}) DETACH DELETE m';

export const MOMENT = 'MATCH (m:Moment {path: $path}) RETURN m';

export const MOMENTS = `
MATCH (m:Public) WHERE m.sortKey >= $sortKey
RETURN m ORDER BY m.sortKey, m.id LIMIT 20`;

export const SEARCH = `
CALL db.index.fulltext.queryNodes('moment_search', $lucene) YIELD node, score
WHERE node:Public
RETURN node, score ORDER BY score DESC LIMIT 20`;

export const LINKS = `
MATCH (m:Moment {path: $path})-[r]-(other:Public)
RETURN r, other ORDER BY r.weight DESC, other.sortKey LIMIT 20`;

export const TRAVERSE = `
MATCH (a:Moment {path: $path})
CALL (a) {
  MATCH way = (a)-[:CAUSES|INFLUENCES|PRECEDES]-{1,3}(m:Public)
  WHERE all(node IN nodes(way)[1..] WHERE node:Public)
  RETURN m, min(length(way)) AS hop
  ORDER BY hop LIMIT 99
}
WITH a, collect(m) AS others
WITH others + a AS found
UNWIND found AS m
OPTIONAL MATCH (m)-[r:CAUSES|INFLUENCES|PRECEDES]->(n) WHERE n IN found
RETURN m, collect(r) AS links`;

export const STATS = `
CALL () { MATCH (m:Moment) RETURN count(m) AS moments, avg(m.confidence) AS confidence, min(m.sortKey) AS first, max(m.sortKey) AS last, max(m.updatedAt) AS updated }
CALL () { MATCH (m:Moment) WITH m.layer AS layer, count(*) AS count RETURN collect([layer, count]) AS layers }
CALL () { MATCH (m:Moment) WITH m.sourceType AS source, count(*) AS count RETURN collect([source, count]) AS sources }
CALL () { MATCH (:Moment)-[r]->(:Moment) WITH type(r) AS type, count(*) AS count RETURN collect([type, count]) AS links }
RETURN *`;

export const PUBLIC_STATS = STATS.replaceAll(':Moment', ':Public');

export const TIMELINE = `
CALL () { MATCH (m:Public) RETURN min(m.year) AS low, max(m.year) AS high }
MATCH (m:Public)
WITH (m.year - low) / ((high - low) / 50 + 1) AS bucket, m
RETURN bucket, count(m) AS count, max([coalesce(m.confidence, 0.0), size(m.figures), -m.sortKey, m.id]) AS top`;

export const CLUSTERS = `
MATCH (m:Public) WHERE m.location IS NOT NULL
WITH toInteger(m.location.y / $cell) AS row, toInteger(m.location.x / $cell) AS column, m
RETURN row, column, count(m) AS count, avg(m.location.y) AS latitude, avg(m.location.x) AS longitude,
  max([coalesce(m.confidence, 0.0), size(m.figures), -m.sortKey, m.id]) AS top
ORDER BY count DESC LIMIT 1000`;
