// What derived links are found by: moments that wait for theirs, and moments around a place, an era or a time. Visibility
// leads, so that the moments nearest in time that are public are found past any number that are not; the path ends each
// key, so that moments of one time have one order.
CREATE INDEX moment_links_due IF NOT EXISTS FOR (m:Moment) ON (m.linksDue, m.sortKey, m.path);
CREATE INDEX moment_near_in_city IF NOT EXISTS FOR (m:Moment) ON (m.visibility, m.country, m.region, m.city, m.sortKey, m.path);
CREATE INDEX moment_near_in_country IF NOT EXISTS FOR (m:Moment) ON (m.visibility, m.country, m.sortKey, m.path);
CREATE INDEX moment_near_in_era IF NOT EXISTS FOR (m:Moment) ON (m.visibility, m.era, m.sortKey, m.path);
CREATE INDEX moment_near_in_time IF NOT EXISTS FOR (m:Moment) ON (m.visibility, m.sortKey, m.path);
