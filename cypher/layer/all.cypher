// The layers in use, each with its number of moments: all of them (the degree of the hub), or the public ones.
// returns: level INTEGER, momentCount INTEGER
MATCH (l:Layer)
WITH l, COUNT { (l)<-[:IN_LAYER]-() } AS momentCount
//@ if public
CALL (l) {
  MATCH (l)<-[:IN_LAYER]-(m:Public)
  RETURN count(m) AS publicCount
}
WITH l, publicCount AS momentCount
//@ end
WHERE momentCount > 0
RETURN l.level AS level, momentCount
ORDER BY level
