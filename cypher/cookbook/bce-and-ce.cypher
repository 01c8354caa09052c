// How do moments before and after the turn of the era compare?
// returns: side STRING, moments INTEGER, firstYear INTEGER, lastYear INTEGER, dayKnownPercent FLOAT, meanConfidence FLOAT,
//          figuresEach FLOAT, linked INTEGER (moments with a causal link)
MATCH (m:Moment)
WITH CASE WHEN m.year < 0 THEN 'BCE' ELSE 'CE' END AS side, m,
     COUNT { (m)-[:FEATURES]->() } AS figures, EXISTS { (m)-[:CAUSES|INFLUENCES|PRECEDES]-() } AS linked
RETURN side, count(m) AS moments, min(m.year) AS firstYear, max(m.year) AS lastYear,
       round(100.0 * sum(CASE WHEN m.precision IN ['DAY', 'MINUTE'] THEN 1 ELSE 0 END) / count(m), 1) AS dayKnownPercent,
       round(avg(m.confidence), 3) AS meanConfidence, round(avg(figures), 1) AS figuresEach,
       sum(CASE WHEN linked THEN 1 ELSE 0 END) AS linked
ORDER BY firstYear
LIMIT 2
