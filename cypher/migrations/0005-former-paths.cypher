// Where a moment stood before it was moved.
CREATE CONSTRAINT former_path IF NOT EXISTS FOR (f:FormerPath) REQUIRE f.path IS UNIQUE;
