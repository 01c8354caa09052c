import neo4j from 'neo4j-driver';

const WGS_84 = [4326, 4979];

/**
 * What Neo4j answers as plain JSON: integers as numbers (as text beyond ±2⁵³), points as coordinates, dates and
 * durations as their ISO text (also before year 1), nodes and links with their labels or type, paths as a list.
 */
export function plainValue(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (neo4j.isInt(value)) return neo4j.integer.inSafeRange(value) ? value.toNumber() : value.toString();
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object') return value;
  if (neo4j.isNode(value)) return { labels: value.labels, properties: plainValue(value.properties) };
  if (neo4j.isRelationship(value)) return { type: value.type, properties: plainValue(value.properties) };
  if (neo4j.isPath(value)) {
    const parts: unknown[] = [value.start];
    for (const { relationship, end } of value.segments) parts.push(relationship, end);
    return parts.map(plainValue);
  }
  if (neo4j.isPoint(value)) {
    const { srid, x, y, z } = value;
    const axes = WGS_84.includes(Number(srid)) ? { longitude: x, latitude: y } : { x, y };
    return z === undefined ? axes : { ...axes, z };
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainValue(item)]));
}
