// Links between public moments by type, as they are kept.
// returns: type STRING, count INTEGER
MATCH (t:LinkTally)
RETURN t.type AS type, t.open AS count
