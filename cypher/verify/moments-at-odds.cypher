// Moments that are not joined once to each hub that their properties tell of, or to others.
// returns: about STRING (path)
MATCH (m:Moment)
WHERE m:Public <> (m.visibility = 'public')
  OR split(m.path, '/')[5..9] <> [m.country, m.region, m.city, m.slug]
  OR COUNT { (m)-[:IN_LAYER]->() } <> 1
  OR NOT EXISTS { (m)-[:IN_LAYER]->(:Layer {level: m.layer}) }
  OR COUNT { (m)-[:AT]->() } <> 1
  OR NOT EXISTS { (m)-[:AT]->(:Place {path: '/' + m.country + '/' + m.region + '/' + m.city, kind: 'city'}) }
  OR COUNT { (m)-[:FEATURES]->() } <> size(m.figures)
  OR COUNT { MATCH (m)-[:FEATURES]->(f:Figure) RETURN DISTINCT f } <> size(m.figures)
  OR COUNT { (m)-[:TAGGED]->() } <> size(m.tags)
  OR COUNT { MATCH (m)-[:TAGGED]->(t:Tag) RETURN DISTINCT t } <> size(m.tags)
  OR COUNT { (m)-[:COUNTED_IN]->() } <> 1
  OR NOT EXISTS { (m)-[:COUNTED_IN]->(t:MomentTally {layer: m.layer}) WHERE t.public = m:Public }
RETURN m.path AS about
LIMIT 20
