// Which fields of a moment were generated, by what, and how sure was it? A filler claims nothing.
// params: slug STRING (slug of the moment, default apollo-11-moon-landing)
// returns: name STRING, field STRING, origin STRING, confidence FLOAT, generator STRING, model STRING, preset STRING, at STRING
MATCH (m:Moment {slug: $slug})-[r:GENERATED_BY]->(g:Generation)
UNWIND range(0, size(r.fields) - 1) AS i
RETURN m.name AS name, r.fields[i] AS field, r.origins[i] AS origin, r.confidences[i] AS confidence,
       g.generator AS generator, g.model AS model, g.preset AS preset, g.at AS at
ORDER BY name, confidence DESC, field
LIMIT 200
