// How many moments wait for their derived links, and how many there are.
// returns: due INTEGER, total INTEGER
CALL () {
  MATCH (m:Moment) USING INDEX SEEK m:Moment(linksDue, sortKey, path)
  WHERE m.linksDue = true AND m.sortKey IS NOT NULL AND m.path IS NOT NULL
  RETURN count(*) AS due
}
CALL () {
  MATCH (m:Moment)
  RETURN count(m) AS total
}
RETURN due, total
