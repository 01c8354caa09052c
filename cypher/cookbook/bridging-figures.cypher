// Which figures bridge the most eras and years?
// params: limit INTEGER (most rows, default 20)
// returns: figure STRING, eras LIST<STRING>, moments INTEGER, firstYear INTEGER, lastYear INTEGER, years FLOAT (between them)
MATCH (f:Figure)
WHERE COUNT { (f)<-[:FEATURES]-() } >= 2
MATCH (f)<-[:FEATURES]-(m:Moment)
WITH f, m
ORDER BY m.sortKey
WITH f, collect(DISTINCT m.era) AS eras, collect(m) AS moments
WITH f, eras, moments, (moments[-1].sortKey - moments[0].sortKey) / 525949.2 AS years
ORDER BY size(eras) DESC, years DESC, f.key
LIMIT $limit
RETURN f.name AS figure, eras, size(moments) AS moments, moments[0].year AS firstYear, moments[-1].year AS lastYear,
       round(years, 1) AS years
