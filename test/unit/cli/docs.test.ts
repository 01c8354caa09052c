import { readFileSync } from 'node:fs';
import { runCommandLine } from '../../support/command-line.js';

const PAGES = ['docs/command-line.md', 'docs/data-in-and-out.md'];

/** The calls of the command in the pages, their lines joined. */
function calls(page: string): string[] {
  const text = readFileSync(new URL(`../../../${page}`, import.meta.url), 'utf8').replace(/\\\n\s*/g, ' ');
  return [...text.matchAll(/npx clockchain ([^\n#|&>]+)/g)].map(([, call]) => call!.trim());
}

describe.each(PAGES)('%s', (page) => {
  test.each(calls(page))('%s: there is such a command with such options', async (call) => {
    const words = call.replace(/"[^"]*"/g, 'x').split(/\s+/);
    const command = words[0] === 'jobs' ? words.slice(0, 2) : words.slice(0, 1);
    const { status, stdout } = await runCommandLine([
      ...command.filter((word) => !word.startsWith('-')),
      '--help',
    ]);
    expect(status).toBe(0);
    if (!words[0]!.startsWith('-')) expect(stdout).toContain(`clockchain ${command.join(' ')}`);
    for (const option of words.filter((word) => /^--?\w/.test(word))) {
      expect(stdout).toMatch(new RegExp(`(^|[ ,])${option}\\b`, 'm'));
    }
  });
});
