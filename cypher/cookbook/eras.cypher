// What does each era hold?
// returns: era STRING, moments INTEGER, firstYear INTEGER, lastYear INTEGER, countries INTEGER, commonestTags LIST<STRING>
MATCH (m:Moment)
WHERE m.era IS NOT NULL
WITH m.era AS era, count(m) AS moments, min(m.sortKey) AS first, min(m.year) AS firstYear, max(m.year) AS lastYear,
     count(DISTINCT m.country) AS countries
ORDER BY first
LIMIT 100
CALL (era) {
  MATCH (m:Moment {era: era})
  UNWIND m.tags AS tag
  WITH tag, count(*) AS times
  ORDER BY times DESC, tag
  LIMIT 3
  RETURN collect(tag) AS commonestTags
}
RETURN era, moments, firstYear, lastYear, countries, commonestTags
ORDER BY first
