/** The world as web maps draw it, a square of side 1; `k` is how many pixels it is wide. */
export interface MapView {
  /** The middle of the screen. */
  x: number;
  y: number;
  k: number;
}

/** The side of the square that the coastlines are drawn on. */
const UNIT = 1000;
const FARTHEST_NORTH = 85;

export function unitOf(latitude: number, longitude: number): { x: number; y: number } {
  const phi = (Math.max(-FARTHEST_NORTH, Math.min(FARTHEST_NORTH, latitude)) * Math.PI) / 180;
  return {
    x: (longitude + 180) / 360,
    y: 0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI),
  };
}

export function degreesOf(x: number, y: number): { latitude: number; longitude: number } {
  const phi = 2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2;
  return { latitude: (phi * 180) / Math.PI, longitude: x * 360 - 180 };
}

/** As web maps count: 0 is the world on a tile of 256 pixels. */
export const zoomOf = (k: number) => Math.log2(k / 256);
export const kOf = (zoom: number) => 256 * 2 ** zoom;

const NARROWEST = kOf(11);
/** Where the inhabited world lies on the square: from 84° N to 60° S. */
const TOP = unitOf(84, 0).y;
const BOTTOM = unitOf(-60, 0).y;

/** The part of the square's height that has to fit before the map is wide enough: 72° N to 48° S. */
const INHABITED = unitOf(-48, 0).y - unitOf(72, 0).y;

/** No wider than shows the inhabited world, nor past its edges. */
export function heldView({ x, y, k }: MapView, width: number, height: number): MapView {
  const least = leastOf(width, height);
  const size = Math.min(NARROWEST, Math.max(least, k));
  const [half, tall] = [width / 2 / size, height / 2 / size];
  return {
    k: size,
    x: half >= 0.5 ? 0.5 : Math.min(1 - half, Math.max(half, x)),
    y: Math.min(BOTTOM - tall, Math.max(TOP + tall, y)),
  };
}

export function leastOf(width: number, height: number): number {
  return Math.max(Math.min(width, height / INHABITED), height / (BOTTOM - TOP));
}

/** What the map shows, in degrees; null for the whole width of the world. */
export function boxOf({ x, y, k }: MapView, width: number, height: number) {
  if (k <= width * 1.001) return null;
  const [half, tall] = [width / 2 / k, height / 2 / k];
  const [northWest, southEast] = [degreesOf(x - half, y - tall), degreesOf(x + half, y + tall)];
  const fine = (degrees: number) => Math.round(degrees * 1e4) / 1e4;
  return {
    north: fine(northWest.latitude),
    south: fine(southEast.latitude),
    west: fine(Math.max(-180, northWest.longitude)),
    east: fine(Math.min(180, southEast.longitude)),
  };
}

export const transformOf = ({ x, y, k }: MapView, width: number, height: number) =>
  `translate(${width / 2 - x * k} ${height / 2 - y * k}) scale(${k / UNIT})`;
