import { readParameters } from '../src/cli/cypher/parameters.js';
import { cookbook, type QuestionParameter } from '../src/cli/cypher/question.js';
import { toGraph } from '../src/platform/graph/index.js';
import { momentAt } from './data.js';
import { type Measured, timed } from './figures.js';
import type { World } from './world.js';

/** An analyst waits no longer; what takes so long is told as this. */
const MOST_MS = 60_000;
/** What takes longer is asked once. */
const BRIEF_MS = 3_000;
const ROUNDS = 3;

/** Each question of the cookbook as an analyst asks it, all rows fetched. */
export async function measureCookbook(worlds: World[], say: (text: string) => void): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const question of cookbook()) {
    say(`cookbook: ${question.name}`);
    const bySize: Measured['bySize'] = new Map();
    for (const world of worlds) {
      const named = question.parameters.flatMap((parameter) => inTheGraph(parameter, world));
      const values = readParameters(question, named);
      const samples: number[] = [];
      while (samples.length < ROUNDS && (samples.at(-1) ?? 0) < BRIEF_MS)
        samples.push(await ask(world, question.text, values));
      bySize.set(world.size, { app: samples, raw: [] });
    }
    measured.push({ name: `cookbook: ${question.name}`, unit: 'ms', bySize });
  }
  return measured;
}

async function ask({ driver, settings }: World, text: string, values: object): Promise<number> {
  const session = driver.session({ database: settings.neo4j.database });
  try {
    return await timed(() => session.run(text, toGraph(values) as object, { timeout: MOST_MS }));
  } catch (error) {
    if ((error as { code?: string }).code?.includes('TransactionTimedOut')) return MOST_MS;
    throw error;
  } finally {
    await session.close();
  }
}

/** The defaults name moments, figures and tags that only the starter set has. */
function inTheGraph({ name, type, meaning }: QuestionParameter, { size }: World): string[] {
  if (type !== 'STRING') return [];
  if (meaning.startsWith('slug')) {
    const number = name === 'to' ? Math.floor(size / 2) : 0;
    return [`${name}=${momentAt(number).path.split('/').at(-1)}`];
  }
  if (meaning.startsWith('key')) return [`${name}=figure-${name === 'to' ? 9 : 5}`];
  return name === 'tag' ? ['tag=theme 5'] : [];
}
