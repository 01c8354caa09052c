// Moments by layer and source type, with what an average confidence is made of: from the degrees of the tallies, whatever
// the number of moments.
// returns: layer INTEGER, sourceType STRING or null, count INTEGER, hundredths INTEGER (sum of confidences), withConfidence INTEGER
MATCH (t:MomentTally)
//@ if public
WHERE t.public
//@ end
WITH t, COUNT { (t)<-[:COUNTED_IN]-() } AS count
WHERE count > 0
RETURN t.layer AS layer, t.sourceType AS sourceType, sum(count) AS count, sum(count * t.hundredths) AS hundredths,
  sum(CASE WHEN t.hundredths IS NULL THEN 0 ELSE count END) AS withConfidence
