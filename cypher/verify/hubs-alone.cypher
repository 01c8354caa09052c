// Places, figures and tags that no moment is joined to, and places that lie in no other or in several.
// returns: about STRING (path, key or name)
MATCH (hub:Place|Figure|Tag)
WHERE NOT EXISTS { (hub)<--() }
  OR hub:Place AND COUNT { (hub)-[:WITHIN]->() } <> CASE hub.kind WHEN 'country' THEN 0 ELSE 1 END
  OR hub:Place AND EXISTS { (hub)-[:WITHIN]->(around) WHERE NOT hub.path STARTS WITH around.path + '/' }
RETURN coalesce(hub.path, hub.key, hub.name) AS about
LIMIT 20
