import { createRequire } from 'node:module';
import { geoMercator, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';

const FILES = { 'coastlines:coarse': 'land-110m.json', 'coastlines:fine': 'land-50m.json' };
/** The side of the square that they are drawn on; the map of the explorer scales it. */
const UNIT = 1000;

/**
 * Coastlines as the path of an SVG, the world as web maps draw it. Drawn when the page is built: in a browser it would be
 * the longest thing that the explorer does.
 */
export function coastlines() {
  const read = createRequire(import.meta.url);
  return {
    name: 'coastlines',
    resolveId: (id) => (id in FILES ? `\0${id}` : null),
    load(id) {
      const file = FILES[id.slice(1)];
      return file ? `export default ${JSON.stringify(pathOf(read(`world-atlas/${file}`)))};` : null;
    },
  };
}

function pathOf(world) {
  const projection = geoMercator()
    .scale(UNIT / (2 * Math.PI))
    .translate([UNIT / 2, UNIT / 2]);
  return geoPath(projection).digits(2)(feature(world, world.objects.land)) ?? '';
}
