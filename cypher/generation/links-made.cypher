// Notes that the links of a generation have been made.
// params: jobId STRING
MATCH (g:Generation {jobId: $jobId})
REMOVE g.related
