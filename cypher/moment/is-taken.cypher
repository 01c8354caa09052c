// Whether a moment stands at a path.
// params: path STRING (canonical)
// returns: taken BOOLEAN
RETURN EXISTS { MATCH (:Moment {path: $path}) } AS taken
