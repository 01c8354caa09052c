// All links by type, from the count store: a subquery each, as only a count that stands alone is read from there.
// returns: type STRING, count INTEGER
CALL () { MATCH ()-[r:CAUSES]->() RETURN count(r) AS count } RETURN 'CAUSES' AS type, count
UNION ALL
CALL () { MATCH ()-[r:INFLUENCES]->() RETURN count(r) AS count } RETURN 'INFLUENCES' AS type, count
UNION ALL
CALL () { MATCH ()-[r:PRECEDES]->() RETURN count(r) AS count } RETURN 'PRECEDES' AS type, count
UNION ALL
CALL () { MATCH ()-[r:CONTEMPORANEOUS]->() RETURN count(r) AS count } RETURN 'CONTEMPORANEOUS' AS type, count
UNION ALL
CALL () { MATCH ()-[r:SAME_ERA]->() RETURN count(r) AS count } RETURN 'SAME_ERA' AS type, count
UNION ALL
CALL () { MATCH ()-[r:SAME_LOCATION]->() RETURN count(r) AS count } RETURN 'SAME_LOCATION' AS type, count
UNION ALL
CALL () { MATCH ()-[r:SAME_CONFLICT]->() RETURN count(r) AS count } RETURN 'SAME_CONFLICT' AS type, count
UNION ALL
CALL () { MATCH ()-[r:SAME_FIGURE]->() RETURN count(r) AS count } RETURN 'SAME_FIGURE' AS type, count
UNION ALL
CALL () { MATCH ()-[r:THEMATIC]->() RETURN count(r) AS count } RETURN 'THEMATIC' AS type, count
UNION ALL
CALL () { MATCH ()-[r:CHALLENGES]->() RETURN count(r) AS count } RETURN 'CHALLENGES' AS type, count
