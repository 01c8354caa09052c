// Moments by layer and source type, with what an average confidence is made of.
// returns: layer INTEGER, sourceType STRING or null, count INTEGER, confidence FLOAT (sum), withConfidence INTEGER
MATCH (m:Moment)
//@ if public
WHERE m:Public
//@ end
RETURN m.layer AS layer, m.sourceType AS sourceType, count(*) AS count, sum(m.confidence) AS confidence, count(m.confidence) AS withConfidence
