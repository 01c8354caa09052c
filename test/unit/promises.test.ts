import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const page = readFileSync(here('docs/promises.md'), 'utf8');

const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (promise|---)/.test(line));
const proofs = rows.flatMap((row) =>
  row
    .split('|')[2]!
    .split('<br>')
    .map((proof) => /`(?<file>[^`]+)`: (?<name>.+?)\s*$/.exec(proof)?.groups ?? { file: '', name: proof }),
);

test('every promise has a proof', () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(proofs.length).toBeGreaterThanOrEqual(rows.length);
});

test.each(proofs.map(({ file, name }) => [file!, name!]))('%s: %s', (file, name) => {
  expect({ file, there: existsSync(here(file)) }).toEqual({ file, there: true });
  const plain = readFileSync(here(file), 'utf8').replace(/\s+/g, ' ');
  expect(plain).toContain(name);
});
