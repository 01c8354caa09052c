/**
 * Builds the pages into dist-web, each unless what is there was built from the same sources and packages: an
 * `npm install` builds them too, and most of them change nothing. Contents are compared, since a checkout sets all times.
 * Names of pages as arguments build those only.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { coastlines } from './coastlines.mjs';
import { writeSchemaTypes } from './schema-types.mjs';

const web = fileURLToPath(new URL('.', import.meta.url));
const root = join(web, '..');

/** What the pages are made of beside their own folder. */
const shared = [
  fileURLToPath(import.meta.url),
  join(web, 'coastlines.mjs'),
  join(root, 'package-lock.json'),
  // The explorer reads dates and paths by the rules of the service.
  ...filesIn(join(root, 'src/features/moments/domain')),
  join(root, 'src/errors.ts'),
];
const pages = process.argv.length > 2 ? process.argv.slice(2) : ['playground', 'explorer'];

writeSchemaTypes();
for (const page of pages) await buildPage(page);

async function buildPage(page) {
  const source = join(web, page);
  const out = join(root, 'dist-web', page);
  const stamp = join(out, 'built-from');
  const digest = digestOf([...filesIn(source), ...shared]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
    console.log(`The ${page} is up to date.`);
    return;
  }
  // Run from a test, NODE_ENV says so, and React would be built with its development checks.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: source,
    base: `/${page}/`,
    logLevel: 'warn',
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2023',
      // The editor of the playground and its workers are large in themselves.
      chunkSizeWarningLimit: 8_000,
      // A font or picture put into the code as text is one that cannot be cached apart.
      assetsInlineLimit: 0,
      rolldownOptions: { onLog, checks: { pluginTimings: false } },
    },
    plugins: [coastlines()],
    worker: { format: 'es' },
  });
  for (const file of filesIn(join(out, 'assets'))) {
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
  }
  writeFileSync(stamp, digest);
  console.log(`The ${page} is built.`);
}

/** "use client" in a package speaks to servers that render React; there is none here. */
function onLog(level, log, handle) {
  if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}
