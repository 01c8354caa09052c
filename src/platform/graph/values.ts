import neo4j from 'neo4j-driver';

/** A number that Neo4j shall store as a float even where it is whole, as a weight of 1. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/**
 * JavaScript has one kind of number and Neo4j two: whole numbers travel as integers, all others and every
 * `Float` as floats. Without this the driver would send each number as a float.
 */
export function toGraph(value: unknown): unknown {
  if (value instanceof Float) return value.value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value)) return value.map(toGraph);
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toGraph(item)]));
  }
  return value;
}
