// How many moments there are, from the count store.
// returns: count INTEGER
MATCH (m:Moment)
RETURN count(m) AS count
