// One step of a search for the shortest way: the moments one link beyond a frontier that this side of the search has not
// seen, each with the strongest way to it. Those where the two sides meet come first, so that no limit hides a meeting.
// params: frontier LIST<MAP> of {id STRING, strength FLOAT (sum of the weights so far)}, seen LIST<STRING>, meets LIST<STRING>
//         (ids: the frontier of the other side), named LIST<STRING> (ids that the viewer gave), types LIST<STRING>, limit INTEGER
// returns: id STRING, via STRING (id of a moment of the frontier), link STRING (id), strength FLOAT
UNWIND $frontier AS reached
MATCH (a:Moment {id: reached.id})
MATCH (a)
//@ if backward
  <
//@ end
  -[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES]-
//@ if forward
  >
//@ end
  (m:Moment)
WHERE type(r) IN $types AND NOT m.id IN $seen
//@ if public
  AND (m:Public OR m.id IN $named)
//@ end
WITH a, r, m, reached.strength + r.weight AS strength
ORDER BY strength DESC, a.sortKey, r.id
WITH m, head(collect({via: a.id, link: r.id, strength: strength})) AS best
ORDER BY m.id IN $meets DESC, best.strength DESC, m.sortKey, m.id
LIMIT $limit
RETURN m.id AS id, best.via AS via, best.link AS link, best.strength AS strength
