import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import neo4j from 'neo4j-driver';
import { createSchema } from '../../src/schema.js';
import type { RunningService } from '../support/process.js';
import { everyJobEnded } from './every-job-ended.js';

const readme = readFileSync('README.md', 'utf8');
const blocks = [...readme.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, language, text]) => ({
  language: language!,
  text: text!,
}));
const after = (text: string) => blocks[blocks.findIndex((block) => block.text === text) + 1]!.text;

/** To be called where a service runs with the starter set in it, and nothing else. */
export function describeReadme(running: () => { service: RunningService; dataDir: string }): void {
  describe('the examples of the README, as written but for host and folder', () => {
    function shell(script: string): string {
      const { service, dataDir } = running();
      const here = script
        .replaceAll('http://127.0.0.1:4000', service.url)
        .replaceAll('.clockchain/', `${dataDir}/`);
      return execFileSync('bash', ['-euc', here], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    }

    const keys = blocks.find(({ text }) => text.includes('keys.env'))!.text;
    const curl = (part: string) =>
      blocks.find(({ text }) => text.includes('curl') && text.includes(part))!.text;

    test('index a moment', () => {
      const call = curl('/api/index');
      expect(shell(keys + call).trim()).toBe(after(call).trim());
    });

    test('have three generated, watch a job', async () => {
      const [generate, watch] = curl('/api/bulk-generate').split(/(?=^curl .*\/api\/jobs)/m) as [
        string,
        string,
      ];
      const jobs = JSON.parse(shell(keys + generate));
      expect(jobs).toHaveLength(3);
      await everyJobEnded(running().service);
      expect(JSON.parse(shell(keys + watch.replace('PASTE-A-JOB-ID', jobs[0].job_id)))).toMatchObject({
        status: 'completed',
      });
    });

    test.each(
      blocks.filter(({ language }) => language === 'cypher').map(({ text }) => [text.split('\n')[0], text]),
    )('%s gives what is printed', async (_first, text) => {
      const { service, dataDir } = running();
      const uri = service.output().match(/connect to (bolt:\S+)\)/)![1]!;
      const password = readFileSync(join(dataDir, 'neo4j-password'), 'utf8').trim();
      const driver = neo4j.driver(uri, neo4j.auth.basic('neo4j', password), {
        disableLosslessIntegers: true,
      });
      const { records, keys: columns } = await driver.executeQuery(text!);
      await driver.close();
      const [header, ...rows] = after(text!)
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s{2,}/));
      expect(columns).toEqual(header);
      expect(records.map((record) => record.map(String))).toEqual(rows);
    });

    test('the GraphQL operations are right by the schema, and work', async () => {
      const operations = blocks.filter(({ language }) => language === 'graphql').map(({ text }) => text);
      for (const text of operations) {
        expect(validate(await createSchema(), parse(text))).toEqual([]);
        for (const operation of text.split(/\n\n(?=query|mutation)/)) {
          const { errors } = await running().service.graphql(
            operation,
            operation.includes('$id') ? { id: 'none' } : {},
            running().service.keys,
          );
          expect(errors).toBeUndefined();
        }
      }
    });

    test('every setting of the table and of .env.example is one the service knows', async () => {
      const { readConfig } = await import('../../src/config.js');
      const known = readFileSync('src/config.ts', 'utf8')
        .match(/^ {2}[A-Z0-9_]+(?=:)/gm)!
        .map((name) => name.trim());
      const example = readFileSync('.env.example', 'utf8').match(/^[A-Z_0-9]+(?==)/gm)!;
      expect([...example].sort()).toEqual([...known].sort());
      for (const name of known) expect(readme).toContain(`\`${name}\``);
      expect(readConfig({})).toBeTruthy();
    });
  });
}
