// Links by type: all, those that leave public moments, those that arrive at public ones. Three figures of the count store each.
// returns: type STRING, total, fromPublic, toPublic INTEGER
CALL () { MATCH ()-[r:CAUSES]->() RETURN count(r) AS total }
CALL () { MATCH (:Public)-[r:CAUSES]->() RETURN count(r) AS fromPublic }
CALL () { MATCH ()-[r:CAUSES]->(:Public) RETURN count(r) AS toPublic }
RETURN 'CAUSES' AS type, total, fromPublic, toPublic
UNION ALL
CALL () { MATCH ()-[r:INFLUENCES]->() RETURN count(r) AS total }
CALL () { MATCH (:Public)-[r:INFLUENCES]->() RETURN count(r) AS fromPublic }
CALL () { MATCH ()-[r:INFLUENCES]->(:Public) RETURN count(r) AS toPublic }
RETURN 'INFLUENCES' AS type, total, fromPublic, toPublic
UNION ALL
CALL () { MATCH ()-[r:PRECEDES]->() RETURN count(r) AS total }
CALL () { MATCH (:Public)-[r:PRECEDES]->() RETURN count(r) AS fromPublic }
CALL () { MATCH ()-[r:PRECEDES]->(:Public) RETURN count(r) AS toPublic }
RETURN 'PRECEDES' AS type, total, fromPublic, toPublic
UNION ALL
CALL () { MATCH ()-[r:CONTEMPORANEOUS]->() RETURN count(r) AS total }
CALL () { MATCH (:Public)-[r:CONTEMPORANEOUS]->() RETURN count(r) AS fromPublic }
CALL () { MATCH ()-[r:CONTEMPORANEOUS]->(:Public) RETURN count(r) AS toPublic }
RETURN 'CONTEMPORANEOUS' AS type, total, fromPublic, toPublic
UNION ALL
CALL () { MATCH ()-[r:SAME_ERA]->() RETURN count(r) AS total }
CALL () { MATCH (:Public)-[r:SAME_ERA]->() RETURN count(r) AS fromPublic }
CALL () { MATCH ()-[r:SAME_ERA]->(:Public) RETURN count(r) AS toPublic }
RETURN 'SAME_ERA' AS type, total, fromPublic, toPublic
UNION ALL
CALL () { MATCH ()-[r:SAME_LOCATION]->() RETURN count(r) AS total }
CALL () { MATCH (:Public)-[r:SAME_LOCATION]->() RETURN count(r) AS fromPublic }
CALL () { MATCH ()-[r:SAME_LOCATION]->(:Public) RETURN count(r) AS toPublic }
RETURN 'SAME_LOCATION' AS type, total, fromPublic, toPublic
UNION ALL
CALL () { MATCH ()-[r:SAME_CONFLICT]->() RETURN count(r) AS total }
CALL () { MATCH (:Public)-[r:SAME_CONFLICT]->() RETURN count(r) AS fromPublic }
CALL () { MATCH ()-[r:SAME_CONFLICT]->(:Public) RETURN count(r) AS toPublic }
RETURN 'SAME_CONFLICT' AS type, total, fromPublic, toPublic
UNION ALL
CALL () { MATCH ()-[r:SAME_FIGURE]->() RETURN count(r) AS total }
CALL () { MATCH (:Public)-[r:SAME_FIGURE]->() RETURN count(r) AS fromPublic }
CALL () { MATCH ()-[r:SAME_FIGURE]->(:Public) RETURN count(r) AS toPublic }
RETURN 'SAME_FIGURE' AS type, total, fromPublic, toPublic
UNION ALL
CALL () { MATCH ()-[r:THEMATIC]->() RETURN count(r) AS total }
CALL () { MATCH (:Public)-[r:THEMATIC]->() RETURN count(r) AS fromPublic }
CALL () { MATCH ()-[r:THEMATIC]->(:Public) RETURN count(r) AS toPublic }
RETURN 'THEMATIC' AS type, total, fromPublic, toPublic
UNION ALL
CALL () { MATCH ()-[r:CHALLENGES]->() RETURN count(r) AS total }
CALL () { MATCH (:Public)-[r:CHALLENGES]->() RETURN count(r) AS fromPublic }
CALL () { MATCH ()-[r:CHALLENGES]->(:Public) RETURN count(r) AS toPublic }
RETURN 'CHALLENGES' AS type, total, fromPublic, toPublic
