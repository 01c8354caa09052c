// Places by path, each with the path of the place it lies within.
// params: paths LIST<STRING>
// returns: path STRING, kind STRING, name STRING, parent STRING or null, latitude and longitude FLOAT or null
UNWIND $paths AS path
MATCH (p:Place {path: path})
OPTIONAL MATCH (p)-[:WITHIN]->(parent:Place)
RETURN p.path AS path, p.kind AS kind, p.name AS name, parent.path AS parent, p.location.y AS latitude, p.location.x AS longitude
