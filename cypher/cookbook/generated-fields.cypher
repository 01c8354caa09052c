// Which fields were filled by what, and how sure was it?
// returns: generator STRING, origin STRING, field STRING, moments INTEGER, least FLOAT, mean FLOAT
MATCH (:Moment)-[r:GENERATED_BY]->(g:Generation)
UNWIND range(0, size(r.fields) - 1) AS i
RETURN g.generator AS generator, r.origins[i] AS origin, r.fields[i] AS field, count(*) AS moments,
       min(r.confidences[i]) AS least, round(avg(r.confidences[i]), 3) AS mean
ORDER BY generator, origin, moments DESC, field
LIMIT 200
