// Moments with more derived links than one may have, counted apart where both ends are public and where not.
// params: most INTEGER
// returns: about STRING (path)
MATCH (m:Moment)
WHERE COUNT { (m:Public)-[r]-(:Public) WHERE r.layer = 1 AND r.source = 'derivation' } > $most
  OR COUNT { (m)-[r]-(other:Moment) WHERE r.layer = 1 AND r.source = 'derivation' AND NOT (m:Public AND other:Public) } > $most
RETURN m.path AS about
LIMIT 20
