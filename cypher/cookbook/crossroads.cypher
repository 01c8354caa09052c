// At which moments do several causes meet and several effects begin?
// params: limit INTEGER (most rows, default 20)
// returns: year INTEGER, name STRING, causes INTEGER, effects INTEGER, strength FLOAT (weights in times weights out)
MATCH (m:Moment)-[out:CAUSES|INFLUENCES]->(:Moment)
WITH m, count(out) AS effects, sum(out.weight) AS weightOut
MATCH (m)<-[in:CAUSES|INFLUENCES]-(:Moment)
WITH m, effects, weightOut, count(in) AS causes, sum(in.weight) AS weightIn
ORDER BY weightIn * weightOut DESC, m.sortKey
LIMIT $limit
RETURN m.year AS year, m.name AS name, causes, effects, round(weightIn * weightOut, 2) AS strength
