import neo4j, { isPoint } from 'neo4j-driver';
import { Float } from './values.js';

/**
 * Values of the graph as JSON that tells integers from floats and points from maps: an integer is a plain number, a
 * float is `{"$float": 1}`, a point of longitude and latitude is `{"$point": [12.5, 41.9]}`. Takes what a graph opened
 * with `exactNumbers` answers; `fromTypedJson` gives what every graph takes as a parameter.
 */
export function toTypedJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return { $float: value };
  if (Array.isArray(value)) return value.map(toTypedJson);
  if (isPoint(value)) return { $point: [value.x, value.y] };
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toTypedJson(item)]));
  }
  return value;
}

const WGS_84 = 4326;

export function pointAt(longitude: number, latitude: number) {
  return new neo4j.types.Point(neo4j.int(WGS_84), longitude, latitude);
}

export function fromTypedJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromTypedJson);
  if (value === null || typeof value !== 'object') return value;
  if ('$float' in value) return new Float(value.$float as number);
  if ('$point' in value) return pointAt(...(value.$point as [number, number]));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromTypedJson(item)]));
}
