// Sets a moment's visibility; the label Public mirrors it, and its derived links are due again. The first time it becomes public is kept.
// Where it was hidden and is public now, or the other way round, it and its links to public moments are counted as such.
// params: id STRING, visibility STRING, at STRING (UTC)
// returns: moment MAP
MATCH (m:Moment {id: $id})
SET m.visibility = $visibility, m.linksDue = true
WITH m, CASE WHEN m:Public = ($visibility = 'public') THEN 0 WHEN m:Public THEN -1 ELSE 1 END AS change
FOREACH (_ IN CASE WHEN $visibility = 'public' THEN [1] ELSE [] END |
  SET m:Public, m.publishedAt = coalesce(m.publishedAt, $at))
FOREACH (_ IN CASE WHEN $visibility = 'public' THEN [] ELSE [1] END | REMOVE m:Public)
WITH m, change
OPTIONAL MATCH (m)-[former:COUNTED_IN]->(left:MomentTally)
WHERE change <> 0
FOREACH (_ IN CASE WHEN left IS NULL THEN [] ELSE [1] END |
  DELETE former
  MERGE (tally:MomentTally {key: CASE WHEN left.public THEN 'hidden' ELSE 'public' END + substring(left.key, 6)})
  ON CREATE SET tally.public = NOT left.public, tally.layer = left.layer, tally.sourceType = left.sourceType, tally.hundredths = left.hundredths
  CREATE (m)-[:COUNTED_IN]->(tally))
WITH m, change
OPTIONAL MATCH (m)-[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES]-(:Public)
WHERE change <> 0
WITH m, change, type(r) AS type, count(r) AS links ORDER BY type
WITH m, change, collect(CASE WHEN links > 0 THEN {type: type, links: links} END) AS turned
FOREACH (these IN turned | MERGE (t:LinkTally {type: these.type}) SET t.open = coalesce(t.open, 0) + change * these.links)
RETURN m {.*} AS moment
