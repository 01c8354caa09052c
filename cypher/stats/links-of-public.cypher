// Links by type whose both ends are public, by walking the links of every public moment.
// params: types LIST<STRING>
// returns: type STRING, count INTEGER
MATCH (m:Public)-[r]->(:Public)
WHERE type(r) IN $types
RETURN type(r) AS type, count(*) AS count
