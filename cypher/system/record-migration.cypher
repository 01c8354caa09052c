// Notes that a schema change has been applied.
// params: number INTEGER, name STRING, checksum STRING (SHA-256, hex), at STRING (UTC)
MERGE (m:Migration {number: $number})
ON CREATE SET m.name = $name, m.checksum = $checksum, m.appliedAt = $at
