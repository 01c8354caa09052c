import { readFileSync } from 'node:fs';

/** Licences that ask for no more than to be named. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Python-2.0',
  '(MIT AND BSD-3-Clause)',
  // Data of GeoNames, named in the README, and typefaces of the pages.
  'CC-BY-4.0',
  'OFL-1.1',
]);

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, { dev?: boolean; license?: string }>;
};
const installed = Object.entries(lock.packages).filter(([name]) => name !== '');

test('what the service runs on may be passed on with it', () => {
  const others = installed.filter(([, { dev, license }]) => !dev && !ALLOWED.has(license ?? ''));
  expect(others.map(([name, { license }]) => `${name}: ${license}`)).toEqual([]);
});

test('nothing that it is built and tested with binds what comes of it', () => {
  const copyleft = installed.filter(([, { license = 'none' }]) =>
    /GPL|SSPL|BUSL|none|UNLICENSED/.test(license),
  );
  expect(copyleft.map(([name, { license }]) => `${name}: ${license}`)).toEqual([]);
});
