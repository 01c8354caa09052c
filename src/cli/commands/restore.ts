import { resolve } from 'node:path';
import { endRestore, fillStores } from '../../features/backup/commands/restore-stores.js';
import { type BackupEnd, type BackupRecord, Tally } from '../../features/backup/domain/backup-file.js';
import { copyStores } from '../../features/backup/queries/copy-stores.js';
import { latestMigration, migrate } from '../../platform/graph/index.js';
import { checkBackup, readRecords } from '../backup/backup-stream.js';
import { withStores } from '../backup/stores.js';
import type { AddCommand } from '../calling.js';
import { CliError, EXIT } from '../cli-error.js';
import { showProgress } from '../progress.js';
import { inWords, untilInterrupted } from './backup.js';

const MORE = `
Fills the databases that NEO4J_URI and MONGODB_URI name, else those in DATA_DIR (.clockchain), where nothing may stand yet and no service may
run. Reads back what it wrote and compares. A restore that was stopped goes on when it is given again; until then the service does not
start there.

  DATA_DIR=.restored clockchain restore clockchain-20261122T120000Z.backup.gz
  DATA_DIR=.restored clockchain start`;

export const addRestore: AddCommand = (program, calling) => {
  program
    .command('restore')
    .description('fill empty databases from a file that backup wrote')
    .argument('<file>')
    .addHelpText('after', MORE)
    .action(async (given: string) => {
      const call = calling();
      const { interrupted } = call.terminal;
      const file = resolve(call.terminal.folder, given);
      const { header, end } = await checkBackup(file);
      if (header.migration > latestMigration())
        throw new CliError(
          EXIT.failed,
          `${file} was written by a later version of Clockchain: install that.`,
        );
      const total = Object.values(end.counts).reduce((sum, count) => sum + count, 0);
      const progress = showProgress(call.terminal, 'restoring');
      try {
        await withStores(call, { whileRunning: false }, async ({ graph, exactGraph, jobs }) => {
          await migrate(graph, { upTo: header.migration });
          const records = counting(readRecords(file), (done) => progress.update(done, total));
          await fillStores({ graph, jobs }, header, untilInterrupted(records, interrupted));
          progress.stop();
          call.note('Written; reading it back.\n');
          if ((await digestOf({ graph: exactGraph, jobs })) !== end.digest)
            throw new CliError(
              EXIT.failed,
              `What stands there now is not what ${file} holds; the service will not start on it.`,
            );
          await migrate(graph);
          await endRestore(graph, header);
        });
      } finally {
        progress.stop();
      }
      if (call.json) call.say(`${JSON.stringify({ file, ...end.counts, digest: end.digest })}\n`);
      else call.say(`${inWords(end.counts)} from ${file}\n`);
    });
};

async function* counting(
  records: AsyncIterable<BackupRecord>,
  tell: (done: number) => void,
): AsyncGenerator<BackupRecord> {
  let done = 0;
  for await (const record of records) {
    yield record;
    if (++done % 100 === 0) tell(done);
  }
}

async function digestOf(stores: Parameters<typeof copyStores>[0]): Promise<BackupEnd['digest']> {
  const tally = new Tally();
  for await (const record of copyStores(stores)) tally.add(record.kind, JSON.stringify(record));
  return tally.end().digest;
}
