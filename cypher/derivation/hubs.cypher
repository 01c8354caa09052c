// The figures and tags of these moments, the rarest first, and who shares them. A hub above the degree limit is counted,
// never walked.
// params: ids LIST<STRING>, hubs INTEGER (a moment's, at most), degreeLimit INTEGER
// returns: id STRING (of the moment), kind STRING (figure or tag), key STRING, degree INTEGER,
//          members LIST<STRING> (ids; empty if not walked), publicMembers INTEGER or null if not walked
UNWIND $ids AS id
CALL (id) {
  MATCH (m:Moment {id: id})
  CALL (m) {
    MATCH (m)-[:FEATURES]->(f:Figure)
    RETURN 'figure' AS kind, f AS hub, f.key AS key, COUNT { (f)<-[:FEATURES]-() } AS degree
    UNION ALL
    MATCH (m)-[:TAGGED]->(t:Tag)
    RETURN 'tag' AS kind, t AS hub, t.name AS key, COUNT { (t)<-[:TAGGED]-() } AS degree
  }
  WITH kind, hub, key, degree
  ORDER BY degree, kind, key
  LIMIT $hubs
  RETURN collect({kind: kind, hub: hub, key: key, degree: degree}) AS rarest
}
UNWIND rarest AS entry
WITH id, entry, entry.hub AS hub, entry.degree <= $degreeLimit AS walk
CALL (hub, walk) {
  WITH hub, walk
  WHERE walk
  MATCH (hub)<-[:FEATURES|TAGGED]-(c:Moment)
  RETURN collect(c.id) AS members, count(CASE c.visibility WHEN 'public' THEN 1 END) AS publicMembers
}
RETURN id, entry.kind AS kind, entry.key AS key, entry.degree AS degree, members,
  CASE WHEN walk THEN publicMembers END AS publicMembers
