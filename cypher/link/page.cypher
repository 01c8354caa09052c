// For each of these moments one page of its links, the strongest first, then by the time of the other end.
// params: ids LIST<STRING>, outTypes and inTypes LIST<STRING> (types of links that leave and that arrive), layers LIST<INTEGER>,
//         minWeight FLOAT, limit INTEGER, afterWeight and beforeWeight FLOAT, afterTime and beforeTime INTEGER (sortKey of the
//         other end), afterId and beforeId STRING (of the link)
// returns: id STRING, links LIST<MAP> of {link MAP, out BOOLEAN, other MAP (the moment at the other end)}
UNWIND $ids AS id
MATCH (m:Moment {id: id})
CALL (m) {
  MATCH (m)-[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES]-(other:Moment)
  WHERE CASE WHEN startNode(r) = m THEN type(r) IN $outTypes ELSE type(r) IN $inTypes END
//@ if public
    AND other:Public
//@ end
//@ if layers
    AND r.layer IN $layers
//@ end
//@ if min-weight
    AND r.weight >= $minWeight
//@ end
//@ if after
    AND (r.weight < $afterWeight OR (r.weight = $afterWeight AND (other.sortKey > $afterTime
      OR (other.sortKey = $afterTime AND r.id > $afterId))))
//@ end
//@ if before
    AND (r.weight > $beforeWeight OR (r.weight = $beforeWeight AND (other.sortKey < $beforeTime
      OR (other.sortKey = $beforeTime AND r.id < $beforeId))))
//@ end
  WITH m, r, other
//@ if strongest
  ORDER BY r.weight DESC, other.sortKey, r.id
//@ end
//@ if weakest
  ORDER BY r.weight, other.sortKey DESC, r.id DESC
//@ end
  LIMIT $limit
  RETURN collect({link: r {.*, type: type(r)}, out: startNode(r) = m, other: other {.*}}) AS links
}
RETURN id, links
