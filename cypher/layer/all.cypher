// The layers in use, each with its number of moments: all of them, or the public ones. From the degrees of the tallies.
// returns: level INTEGER, momentCount INTEGER
MATCH (t:MomentTally)
//@ if public
WHERE t.public
//@ end
WITH t.layer AS level, COUNT { (t)<-[:COUNTED_IN]-() } AS count
WITH level, sum(count) AS momentCount
WHERE momentCount > 0
RETURN level, momentCount
ORDER BY level
