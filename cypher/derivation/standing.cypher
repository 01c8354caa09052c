// The links of derived types that these moments have, whoever made them.
// params: ids LIST<STRING>
// returns: id STRING (of the moment), link STRING (id), type STRING, derived BOOLEAN, weight FLOAT, open BOOLEAN (between two public
//          moments), fromId, fromPath, toId, toPath STRING; with part words: theme, description, method STRING, confidence FLOAT
UNWIND $ids AS id
MATCH (m:Moment {id: id})-[r:SAME_FIGURE|SAME_LOCATION|CONTEMPORANEOUS|THEMATIC|SAME_ERA]-(o:Moment)
WITH id, m, r, o, startNode(r) = m AS leaves
RETURN id, r.id AS link, type(r) AS type, r.layer = 1 AND r.source = 'derivation' AS derived, r.weight AS weight,
  m.visibility = 'public' AND o.visibility = 'public' AS open,
  CASE WHEN leaves THEN id ELSE o.id END AS fromId, CASE WHEN leaves THEN m.path ELSE o.path END AS fromPath,
  CASE WHEN leaves THEN o.id ELSE id END AS toId, CASE WHEN leaves THEN o.path ELSE m.path END AS toPath
//@ if words
  , r.theme AS theme, r.description AS description, r.method AS method, r.confidence AS confidence
//@ end
