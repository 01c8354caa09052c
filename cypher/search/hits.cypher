// One page of what a text finds, best first. The index's score is the rank: whole numbers that do not change as other moments come and
// go, see `search-query.ts`. With part capped only as many are looked at as the options say, and of these not the last rank, of which some may be
// missing; `complete` says whether that was all there is.
// params: query STRING (Lucene), options MAP of {limit INTEGER} or nothing, limit INTEGER, afterRank, beforeRank INTEGER, afterKey, beforeKey STRING,
//         and those of the filter, of which tagsAny, tagsAll LIST<STRING> and figures LIST<STRING> (keys) stand here
// returns: moment MAP, rank INTEGER, key STRING (id: orders those of one rank), complete BOOLEAN
CALL db.index.fulltext.queryNodes('moment_search', $query, $options) YIELD node AS m, score
WITH m, toInteger(floor(score)) AS rank, -1 AS cut
//@ if capped
WITH collect({m: m, rank: rank}) AS hits
WITH hits, CASE WHEN size(hits) < $options.limit THEN -1 ELSE hits[-1].rank END AS cut
UNWIND hits AS hit
WITH hit.m AS m, hit.rank AS rank, cut
//@ end
WHERE rank > cut
//@ if tags-any
  AND EXISTS { (m)-[:TAGGED]->(anyTag:Tag) WHERE anyTag.name IN $tagsAny }
//@ end
//@ if tags-all
  AND COUNT { (m)-[:TAGGED]->(allTag:Tag) WHERE allTag.name IN $tagsAll } = size($tagsAll)
//@ end
//@ if figures
  AND COUNT { (m)-[:FEATURES]->(figure:Figure) WHERE figure.key IN $figures } = size($figures)
//@ end
//@ include moment/filter
//@ if after
  AND (rank < $afterRank OR (rank = $afterRank AND m.id > $afterKey))
//@ end
//@ if before
  AND (rank > $beforeRank OR (rank = $beforeRank AND m.id < $beforeKey))
//@ end
WITH m, rank, cut, m.id AS key
//@ if best
ORDER BY rank DESC, key
//@ end
//@ if worst
ORDER BY rank, key DESC
//@ end
LIMIT $limit
RETURN m {.*} AS moment, rank, key, cut = -1 AS complete
