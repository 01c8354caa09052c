/**
 * Builds the playground into dist-web/playground, unless what is there was built from the same sources and packages: an
 * `npm install` builds it too, and most of them change nothing. Contents are compared, since a checkout sets all times.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const source = fileURLToPath(new URL('.', import.meta.url));
const root = join(source, '../..');
const out = join(root, 'dist-web/playground');
const stamp = join(out, 'built-from');

const digest = digestOf([...filesIn(source), join(root, 'package-lock.json')]);
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
  console.log('The playground is up to date.');
} else {
  // Run from a test, NODE_ENV says so, and React would be built with its development checks.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: source,
    base: '/playground/',
    logLevel: 'warn',
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2023',
      // The editor and its workers are large in themselves.
      chunkSizeWarningLimit: 8_000,
      // A font or picture put into the code as text is one that cannot be cached apart.
      assetsInlineLimit: 0,
      rolldownOptions: { onLog },
    },
    worker: { format: 'es' },
  });
  for (const file of filesIn(join(out, 'assets'))) {
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
  }
  writeFileSync(stamp, digest);
  console.log('The playground is built.');
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
