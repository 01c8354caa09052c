// The links of derived types that these moments have, whoever made them. What is the moment's own is read once and not for each
// link, and visibility by its label: there are many rows.
// params: ids LIST<STRING>
// returns: id STRING (of the moment), link STRING (id), type STRING, derived BOOLEAN, weight FLOAT, open BOOLEAN (between two public
//          moments), fromId, fromPath, toId, toPath STRING; with part words: theme, description, method STRING, confidence FLOAT
UNWIND $ids AS id
MATCH (m:Moment {id: id})
WITH id, m, m.path AS path, m:Public AS public
MATCH (m)-[r:SAME_FIGURE|SAME_LOCATION|CONTEMPORANEOUS|THEMATIC|SAME_ERA]-(o:Moment)
WITH id, path, public, r, o:Public AS otherPublic, o.id AS otherId, o.path AS otherPath, startNode(r) = m AS leaves
RETURN id, r.id AS link, type(r) AS type, r.layer = 1 AND r.source = 'derivation' AS derived, r.weight AS weight,
  public AND otherPublic AS open,
  CASE WHEN leaves THEN id ELSE otherId END AS fromId, CASE WHEN leaves THEN path ELSE otherPath END AS fromPath,
  CASE WHEN leaves THEN otherId ELSE id END AS toId, CASE WHEN leaves THEN otherPath ELSE path END AS toPath
//@ if words
  , r.theme AS theme, r.description AS description, r.method AS method, r.confidence AS confidence
//@ end
