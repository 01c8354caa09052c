// Natural and technical keys, and what is looked up or ordered by.
CREATE CONSTRAINT moment_path IF NOT EXISTS FOR (m:Moment) REQUIRE m.path IS UNIQUE;
CREATE CONSTRAINT moment_id IF NOT EXISTS FOR (m:Moment) REQUIRE m.id IS UNIQUE;
CREATE CONSTRAINT layer_level IF NOT EXISTS FOR (l:Layer) REQUIRE l.level IS UNIQUE;
CREATE CONSTRAINT place_path IF NOT EXISTS FOR (p:Place) REQUIRE p.path IS UNIQUE;
CREATE CONSTRAINT figure_key IF NOT EXISTS FOR (f:Figure) REQUIRE f.key IS UNIQUE;
CREATE CONSTRAINT tag_name IF NOT EXISTS FOR (t:Tag) REQUIRE t.name IS UNIQUE;
// One generation a job: what makes a job that runs twice write once.
CREATE CONSTRAINT generation_job IF NOT EXISTS FOR (g:Generation) REQUIRE g.jobId IS UNIQUE;
CREATE INDEX generation_subject IF NOT EXISTS FOR (g:Generation) ON (g.generator, g.subject);
CREATE INDEX moment_time IF NOT EXISTS FOR (m:Moment) ON (m.sortKey);
CREATE INDEX public_time IF NOT EXISTS FOR (m:Public) ON (m.sortKey);
CREATE INDEX moment_created IF NOT EXISTS FOR (m:Moment) ON (m.createdAt);
CREATE INDEX public_created IF NOT EXISTS FOR (m:Public) ON (m.createdAt);
CREATE POINT INDEX moment_location IF NOT EXISTS FOR (m:Moment) ON (m.location);
