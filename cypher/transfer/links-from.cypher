// The links that leave these moments, each with the paths of both its ends, whoever may see the other one: `transfer/among` says.
// params: ids LIST<STRING>
// returns: link MAP, from and to STRING (paths), other STRING (id of the moment that it leads to)
UNWIND $ids AS id
MATCH (a:Moment {id: id})-[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES]->(b:Moment)
//@ if stated
WHERE r.layer <> 1
//@ end
WITH a, r, b
ORDER BY a.sortKey, a.path, type(r), b.path
RETURN r {.*, type: type(r)} AS link, a.path AS from, b.path AS to, b.id AS other
