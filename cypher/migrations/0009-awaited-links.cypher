// The links that a generation still has to make are found by the moment they wait for.
CREATE INDEX awaited_key IF NOT EXISTS FOR (w:Awaited) ON (w.key);
