import { badInput } from '../../../errors.js';

/** Degrees, WGS 84. With `west` greater than `east` it crosses the 180th meridian. */
export interface BoundingBox {
  south: number;
  west: number;
  north: number;
  east: number;
}

const HALF_WAY_ROUND_KM = 20_038;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** `/country`, `/country/region` or `/country/region/city`, the leading slash as one likes. */
export function readPlacePath(path: unknown, field: string): string[] {
  const rule =
    'is a place as /country, /country/region or /country/region/city, in lower-case words joined by hyphens';
  if (typeof path !== 'string') throw badInput(field, rule);
  const segments = path.replace(/^\//u, '').split('/');
  if (segments.length > 3 || !segments.every((segment) => SLUG.test(segment))) throw badInput(field, rule);
  return segments;
}

export function readNear(
  { latitude, longitude, km }: { latitude: number; longitude: number; km: number },
  field: string,
): { latitude: number; longitude: number; meters: number } {
  degrees(latitude, 90, `${field}.latitude`);
  degrees(longitude, 180, `${field}.longitude`);
  if (!(km > 0 && km <= HALF_WAY_ROUND_KM)) {
    throw badInput(
      `${field}.km`,
      `is more than 0 and at most ${HALF_WAY_ROUND_KM}, half-way round the Earth`,
    );
  }
  return { latitude, longitude, meters: km * 1000 };
}

export function readBox(box: BoundingBox, field: string): BoundingBox {
  const { south, west, north, east } = box;
  degrees(south, 90, `${field}.south`);
  degrees(north, 90, `${field}.north`);
  degrees(west, 180, `${field}.west`);
  degrees(east, 180, `${field}.east`);
  if (south > north) throw badInput(`${field}.north`, `is not less than ${field}.south`);
  return { south, west, north, east };
}

function degrees(value: number, most: number, field: string): void {
  if (!(Math.abs(value) <= most)) throw badInput(field, `is a number of degrees from -${most} to ${most}`);
}
