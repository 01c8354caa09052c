// How many public moments there are, from the count store.
// returns: count INTEGER
MATCH (m:Public)
RETURN count(m) AS count
