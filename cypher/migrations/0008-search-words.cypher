// What a city and its country are and were called besides, and what puts hits in order: the index of words anew, with them.
// The first are not to be had in here: moments have them from the next time they are written.
MATCH (m:Moment) WHERE m.rankWords IS NULL
CALL (m) {
  WITH m, CASE WHEN size(m.name) < 93 THEN 31 - size(m.name) / 3 ELSE 0 END AS short,
    size(split('0123456789abcdef', right(m.id, 1))[0]) AS lot
  SET m.rankWords = trim(
    reduce(words = '', digit IN [16, 8, 4, 2, 1] | words + CASE WHEN short / digit % 2 = 1 THEN ' short' + digit ELSE '' END) +
    reduce(words = '', digit IN [8, 4, 2, 1] | words + CASE WHEN lot / digit % 2 = 1 THEN ' lot' + digit ELSE '' END))
} IN TRANSACTIONS OF 1000 ROWS;
DROP INDEX moment_search IF EXISTS;
CREATE FULLTEXT INDEX moment_search IF NOT EXISTS FOR (m:Moment)
ON EACH [m.name, m.oneLiner, m.tags, m.figures, m.era, m.country, m.region, m.city, m.placeWords, m.dateWords, m.rankWords]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: true}};
