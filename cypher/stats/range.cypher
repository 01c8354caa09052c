// The first and the last moment in time and the last change, each from the end of an index.
// returns: first MAP, last MAP (each {year INTEGER, edtf STRING}), updatedAt STRING; null where there is no moment
CALL () { OPTIONAL MATCH (m:Moment) WHERE m.sortKey IS NOT NULL RETURN m AS first ORDER BY m.sortKey LIMIT 1 }
CALL () { OPTIONAL MATCH (m:Moment) WHERE m.sortKey IS NOT NULL RETURN m AS last ORDER BY m.sortKey DESC LIMIT 1 }
CALL () { OPTIONAL MATCH (m:Moment) WHERE m.updatedAt IS NOT NULL RETURN m.updatedAt AS updatedAt ORDER BY m.updatedAt DESC LIMIT 1 }
RETURN first {.year, .edtf} AS first, last {.year, .edtf} AS last, updatedAt
