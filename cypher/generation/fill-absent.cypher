// Fills what a moment that already stood has no word of, and leaves the rest as it is.
// params: path STRING, fill MAP of {oneLiner, era, location, sources, sameAs, tags, figures}, figures LIST<{key, name}>, tags LIST<STRING>
// returns: filled LIST<STRING> (property names)
MATCH (m:Moment {path: $path})
WITH m, [key IN keys($fill) WHERE $fill[key] IS NOT NULL AND $fill[key] <> [] AND (m[key] IS NULL OR m[key] = [])] AS filled
SET m.oneLiner = CASE WHEN 'oneLiner' IN filled THEN $fill.oneLiner ELSE m.oneLiner END,
    m.era = CASE WHEN 'era' IN filled THEN $fill.era ELSE m.era END,
    m.location = CASE WHEN 'location' IN filled THEN $fill.location ELSE m.location END,
    m.sources = CASE WHEN 'sources' IN filled THEN $fill.sources ELSE m.sources END,
    m.sameAs = CASE WHEN 'sameAs' IN filled THEN $fill.sameAs ELSE m.sameAs END,
    m.tags = CASE WHEN 'tags' IN filled THEN $fill.tags ELSE m.tags END,
    m.figures = CASE WHEN 'figures' IN filled THEN $fill.figures ELSE m.figures END,
    m.prominence = CASE WHEN 'figures' IN filled THEN m.prominence / 64 * 64 + CASE WHEN size($fill.figures) > 63 THEN 63 ELSE size($fill.figures) END ELSE m.prominence END,
    m.linksDue = m.linksDue OR size(filled) > 0
FOREACH (figure IN CASE WHEN 'figures' IN filled THEN $figures ELSE [] END |
  MERGE (f:Figure {key: figure.key}) ON CREATE SET f.name = figure.name
  MERGE (m)-[:FEATURES]->(f))
FOREACH (tag IN CASE WHEN 'tags' IN filled THEN $tags ELSE [] END |
  MERGE (t:Tag {name: tag})
  MERGE (m)-[:TAGGED]->(t))
RETURN filled
