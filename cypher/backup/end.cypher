// Notes that a restore is complete.
// params: backup STRING (id)
MATCH (r:Restore {backup: $backup})
DELETE r
