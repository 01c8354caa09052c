// At which moments was a figure there, and with whom?
// params: figure STRING (key: the name in lower case with hyphens, default woodrow-wilson)
// returns: year INTEGER, month STRING, name STRING, city STRING, others LIST<STRING>
MATCH (f:Figure {key: $figure})<-[:FEATURES]-(m:Moment)-[:AT]->(p:Place)
WITH f, m, p
ORDER BY m.sortKey
LIMIT 200
RETURN m.year AS year, m.month AS month, m.name AS name, p.name AS city,
       [(m)-[:FEATURES]->(other:Figure) WHERE other <> f | other.name] AS others
ORDER BY m.sortKey
