// The moment that a job has written, and the links its generation still has to make.
// params: jobId STRING
// returns: path STRING, related STRING (JSON) or null
MATCH (g:Generation {jobId: $jobId})<-[:GENERATED_BY]-(m:Moment)
RETURN m.path AS path, g.related AS related
