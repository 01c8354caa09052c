import * as actual from '../../src/platform/graph/statement.js';

type Part = string | false | null | undefined;

export interface Breakable {
  /** By the name of a statement the text that is taken for its file's from now on. */
  broken: Map<string, string>;
  /** Names of the statements that were sent to the graph. */
  used: Set<string>;
  /** What `src/platform/graph/statement.ts` exports, its statements looking at `broken` whenever they are sent. */
  module: typeof actual;
}

/** Statements as the service has them, whose texts a test may change while the service runs. */
export function breakableStatements(): Breakable {
  const broken = new Map<string, string>();
  const used = new Set<string>();
  const whole = new Map<string, actual.Statement>();

  function build(name: string, chosen: Part[]): actual.Statement {
    if (!whole.has(name)) whole.set(name, actual.statement(name));
    const sound = whole.get(name)!.with(...chosen);
    return {
      ...sound,
      get text() {
        used.add(name);
        const text = broken.get(name);
        return text === undefined ? sound.text : actual.parseStatement(name, text).with(...chosen).text;
      },
      with: (...more) => build(name, [...chosen, ...more]),
    };
  }
  return { broken, used, module: { ...actual, statement: (name) => build(name, []) } };
}
