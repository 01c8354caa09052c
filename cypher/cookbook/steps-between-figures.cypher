// Over which shared moments are two figures acquainted?
// params: from STRING (key of a figure, default wilhelm-ii), to STRING (key of another, default nicholas-ii)
// returns: step INTEGER, kind STRING (figure or moment), name STRING, year INTEGER (of a moment)
MATCH p = SHORTEST 1 (a:Figure {key: $from})-[:FEATURES]-{2,12}(b:Figure {key: $to})
UNWIND range(0, length(p)) AS step
WITH step, nodes(p)[step] AS n
RETURN step, CASE WHEN n:Figure THEN 'figure' ELSE 'moment' END AS kind, n.name AS name, n.year AS year
ORDER BY step
LIMIT 13
