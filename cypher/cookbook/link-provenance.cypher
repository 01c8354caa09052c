// Where do the links come from, and how strong are they?
// returns: type STRING, layer INTEGER, method STRING, source STRING, links INTEGER, weakest FLOAT, mean FLOAT, strongest FLOAT
MATCH (:Moment)-[r:CAUSES|INFLUENCES|PRECEDES|CONTEMPORANEOUS|SAME_ERA|SAME_LOCATION|SAME_CONFLICT|SAME_FIGURE|THEMATIC|CHALLENGES]->(:Moment)
RETURN type(r) AS type, r.layer AS layer, r.method AS method, r.source AS source, count(r) AS links,
       min(r.weight) AS weakest, round(avg(r.weight), 3) AS mean, max(r.weight) AS strongest
ORDER BY layer, links DESC, type
LIMIT 100
