// Whose dates are least certain?
// params: limit INTEGER (most rows, default 20)
// returns: year INTEGER, edtf STRING, precision STRING, doubtDays FLOAT (from earliest to latest), name STRING
MATCH (m:Moment)
WITH m
ORDER BY m.latest - m.earliest DESC, m.sortKey
LIMIT $limit
RETURN m.year AS year, m.edtf AS edtf, m.precision AS precision, round((m.latest - m.earliest) / 1440.0, 1) AS doubtDays, m.name AS name
