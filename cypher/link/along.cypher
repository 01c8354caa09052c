// Links known by their ends, each with the moments at both.
// params: hops LIST<MAP> of {from STRING, to STRING (ids of moments), link STRING (id)}
// returns: link MAP, source MAP, target MAP (moments)
UNWIND $hops AS hop
MATCH (a:Moment {id: hop.from})-[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES]->(b:Moment {id: hop.to})
WHERE r.id = hop.link
RETURN r {.*, type: type(r)} AS link, a {.*} AS source, b {.*} AS target
