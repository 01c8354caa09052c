// Links that nothing may make: of a moment to itself, twice of a type between two, the same both ways but from the later moment, an effect
// that is provably before its cause, without id or layer, derived without a reason.
// params: symmetric LIST<STRING> (types that say the same both ways), doubt INTEGER (minutes by which local times may differ)
// returns: about STRING
MATCH (a:Moment)-[r]->(b:Moment)
WHERE a = b
  OR r.id IS NULL OR r.layer IS NULL OR r.weight IS NULL
  OR r.layer = 1 AND r.source = 'derivation' AND (r.method IS NULL OR r.description IS NULL)
  OR COUNT { (a)-[other]->(b) WHERE type(other) = type(r) } > 1
  OR type(r) IN $symmetric AND (a.sortKey > b.sortKey OR a.sortKey = b.sortKey AND a.path > b.path)
  OR type(r) IN $symmetric AND EXISTS { (b)-[other]->(a) WHERE type(other) = type(r) }
  OR type(r) IN ['CAUSES', 'PRECEDES'] AND a.earliest > b.latest + $doubt
RETURN a.path + ' ' + type(r) + ' ' + b.path AS about
LIMIT 20
