import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const CYPHER_DIR = fileURLToPath(new URL('../../../cypher/', import.meta.url));

/**
 * One parameterised Cypher statement from `cypher/<name>.cypher`, read when the module that names it loads.
 *
 * A file may hold optional parts, each between `//@ if <part>` and `//@ end`; `text` has none of them and
 * `with('a', 'b')` those named. A line `//@ include <name>` stands for the lines of `cypher/<name>.part.cypher`, which
 * other files share. Values always travel as parameters, never in the text.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly parts: readonly string[];
  with(...parts: (string | false | null | undefined)[]): Statement;
}

export function statement(name: string): Statement {
  return parseStatement(name, sourceOf(name));
}

/** The text of `cypher/<name>.cypher` with what it includes. */
export function sourceOf(name: string): string {
  return withIncluded(readFileSync(`${CYPHER_DIR}${name}.cypher`, 'utf8'));
}

function withIncluded(source: string): string {
  return source.replace(/^\/\/@ include (\S+)$/gm, (_, part: string) => sourceOf(`${part}.part`).trimEnd());
}

export function parseStatement(name: string, source: string): Statement {
  const lines = withIncluded(source).split('\n');
  const parts = lines.flatMap((line) => line.match(/^\s*\/\/@ if (\S+)/)?.[1] ?? []);

  function choose(chosen: ReadonlySet<string>): string {
    const kept: string[] = [];
    let part: string | null = null;
    for (const line of lines) {
      const opening = line.match(/^\s*\/\/@ if (\S+)/)?.[1];
      if (opening) part = opening;
      else if (/^\s*\/\/@ end/.test(line)) part = null;
      else if (!/^\s*\/\//.test(line) && (part === null || chosen.has(part))) kept.push(line);
    }
    if (part !== null) throw new Error(`cypher/${name}.cypher: part ${part} has no end`);
    return kept.join('\n').trim();
  }

  function build(chosen: ReadonlySet<string>): Statement {
    for (const part of chosen) {
      if (!parts.includes(part)) throw new Error(`cypher/${name}.cypher has no part named ${part}`);
    }
    return {
      name,
      text: choose(chosen),
      parts,
      with: (...more) => build(new Set([...chosen, ...more.filter((part) => typeof part === 'string')])),
    };
  }
  return build(new Set());
}
