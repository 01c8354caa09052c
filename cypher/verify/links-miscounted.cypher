// Types of link whose number between public moments is kept otherwise than it is.
// returns: about STRING (type, what is kept and what is)
CALL () {
  MATCH (t:LinkTally)
  RETURN t.type AS type, t.open AS kept, 0 AS standing
  UNION ALL
  MATCH (:Public)-[r]->(:Public)
  RETURN type(r) AS type, 0 AS kept, count(r) AS standing
}
WITH type, sum(kept) AS kept, sum(standing) AS standing
WHERE kept <> standing
RETURN type + ': ' + kept + ' kept, ' + standing + ' standing' AS about
