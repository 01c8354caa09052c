// The links that a generation still has to make, with the generation held so that no other makes them meanwhile.
// params: jobId STRING
// returns: related STRING (JSON) or null
MATCH (g:Generation {jobId: $jobId})
SET g.jobId = g.jobId
RETURN g.related AS related
