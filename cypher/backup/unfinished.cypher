// Restores that began and did not end.
// returns: at STRING (UTC)
MATCH (r:Restore)
RETURN r.at AS at
