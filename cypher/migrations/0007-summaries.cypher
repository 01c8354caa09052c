// What `stats` tells is kept, not counted: moments by whatever they are counted by, and links between public moments.
CREATE CONSTRAINT moment_tally_key IF NOT EXISTS FOR (t:MomentTally) REQUIRE t.key IS UNIQUE;
CREATE CONSTRAINT link_tally_type IF NOT EXISTS FOR (t:LinkTally) REQUIRE t.type IS UNIQUE;
MATCH (m:Moment)
WHERE NOT EXISTS { (m)-[:COUNTED_IN]->(:MomentTally) }
CALL (m) {
  WITH m, CASE WHEN m:Public THEN 'public' ELSE 'hidden' END AS visible, toInteger(round(100 * m.confidence)) AS hundredths
  MERGE (tally:MomentTally {key: visible + ' ' + m.layer + ' ' + coalesce(toString(hundredths), '') + ' ' + coalesce('=' + m.sourceType, '')})
  ON CREATE SET tally.public = m:Public, tally.layer = m.layer, tally.hundredths = hundredths, tally.sourceType = m.sourceType
  CREATE (m)-[:COUNTED_IN]->(tally)
} IN TRANSACTIONS OF 1000 ROWS;
MATCH (:Public)-[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES]->(:Public)
WITH type(r) AS type, count(*) AS open
MERGE (tally:LinkTally {type: type})
SET tally.open = open;
// What comes first where there is room for one, and indexes that hold all that a timeline or a map of everything asks of a moment:
// reading each moment instead takes ten times as long.
MATCH (m:Moment) WHERE m.prominence IS NULL
CALL (m) {
  SET m.prominence = toInteger(round(1000 * coalesce(m.confidence, 0))) * 64 + CASE WHEN size(m.figures) > 63 THEN 63 ELSE coalesce(size(m.figures), 0) END
} IN TRANSACTIONS OF 1000 ROWS;
CREATE INDEX moment_timeline IF NOT EXISTS FOR (m:Moment) ON (m.sortKey, m.year, m.prominence);
CREATE INDEX moment_map IF NOT EXISTS FOR (m:Moment) ON (m.location, m.prominence, m.sortKey);
