// Which centuries between the first and the last moment have none?
// returns: century STRING, fromYear INTEGER, toYear INTEGER
MATCH (m:Moment)
WITH DISTINCT CASE WHEN m.year > 0 THEN (m.year - 1) / 100 + 1 ELSE (m.year + 1) / 100 - 1 END AS century
WITH collect(century) AS known, min(century) AS first, max(century) AS last
UNWIND [c IN range(first, last) WHERE c <> 0 AND NOT c IN known] AS century
RETURN abs(century) + CASE WHEN century < 0 THEN ' BCE' ELSE ' CE' END AS century,
       CASE WHEN century < 0 THEN century * 100 ELSE century * 100 - 99 END AS fromYear,
       CASE WHEN century < 0 THEN century * 100 + 99 ELSE century * 100 END AS toYear
ORDER BY fromYear
LIMIT 500
