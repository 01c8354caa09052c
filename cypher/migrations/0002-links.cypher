// Links are fetched by their id; an index of relationships holds for one type.
CREATE INDEX causes_id IF NOT EXISTS FOR ()-[r:CAUSES]-() ON (r.id);
CREATE INDEX influences_id IF NOT EXISTS FOR ()-[r:INFLUENCES]-() ON (r.id);
CREATE INDEX precedes_id IF NOT EXISTS FOR ()-[r:PRECEDES]-() ON (r.id);
CREATE INDEX contemporaneous_id IF NOT EXISTS FOR ()-[r:CONTEMPORANEOUS]-() ON (r.id);
CREATE INDEX same_era_id IF NOT EXISTS FOR ()-[r:SAME_ERA]-() ON (r.id);
CREATE INDEX same_location_id IF NOT EXISTS FOR ()-[r:SAME_LOCATION]-() ON (r.id);
CREATE INDEX same_conflict_id IF NOT EXISTS FOR ()-[r:SAME_CONFLICT]-() ON (r.id);
CREATE INDEX same_figure_id IF NOT EXISTS FOR ()-[r:SAME_FIGURE]-() ON (r.id);
CREATE INDEX thematic_id IF NOT EXISTS FOR ()-[r:THEMATIC]-() ON (r.id);
CREATE INDEX challenges_id IF NOT EXISTS FOR ()-[r:CHALLENGES]-() ON (r.id);
