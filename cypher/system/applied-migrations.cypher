// Schema changes that were applied before.
// returns: number, checksum
MATCH (m:Migration)
RETURN m.number AS number, m.checksum AS checksum
ORDER BY number
