// One moment by the last segment of its path, as the cookbook names it.
CREATE INDEX moment_slug IF NOT EXISTS FOR (m:Moment) ON (m.slug);
