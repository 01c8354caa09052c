// A page of moments with all that is joined to them but links, in the shapes that `moment/create`, `moment/join-hubs` and
// `generation/record` take. Each is locked while it is read, as another transaction may be half-way through it.
// params: after STRING (id), count INTEGER
// returns: id, path STRING, public BOOLEAN, properties MAP, layer INTEGER, layerName STRING, country, region and city MAP, figures LIST<{key, name}>,
//          tags LIST<STRING>, tally MAP, generations LIST<MAP>, formerPaths LIST<{path, until}>
MATCH (m:Moment)
WHERE m.id > $after
WITH m ORDER BY m.id LIMIT $count
SET m.id = m.id
WITH m
MATCH (m)-[:IN_LAYER]->(layer:Layer), (m)-[:COUNTED_IN]->(tally:MomentTally),
  (m)-[:AT]->(city:Place)-[:WITHIN]->(region:Place)-[:WITHIN]->(country:Place)
RETURN m.id AS id, m.path AS path, m:Public AS public, m {.*} AS properties, layer.level AS layer, layer.name AS layerName,
  country {.path, .name} AS country, region {.path, .name} AS region, city {.path, .name, .location} AS city,
  COLLECT { MATCH (m)-[:FEATURES]->(f:Figure) RETURN f {.key, .name} ORDER BY f.key } AS figures,
  COLLECT { MATCH (m)-[:TAGGED]->(t:Tag) RETURN t.name ORDER BY t.name } AS tags,
  tally {.key, .public, .layer, .sourceType, .hundredths} AS tally,
  COLLECT { MATCH (m)-[r:GENERATED_BY]->(g:Generation)
    RETURN g {.*, path: m.path, fields: r.fields, confidences: r.confidences, origins: r.origins,
      awaits: COLLECT { MATCH (g)-[:AWAITS]->(w:Awaited) RETURN w.key ORDER BY w.key }} ORDER BY g.jobId } AS generations,
  COLLECT { MATCH (f:FormerPath)-[stood:NOW]->(m) RETURN {path: f.path, until: stood.until} ORDER BY f.path } AS formerPaths
ORDER BY id
