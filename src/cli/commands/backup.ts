import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { BackupRecord, Counts } from '../../features/backup/domain/backup-file.js';
import { copyStores } from '../../features/backup/queries/copy-stores.js';
import { refuseUnfinishedRestore } from '../../features/backup/queries/unfinished-restore.js';
import { latestMigration } from '../../platform/graph/index.js';
import { writeBackup } from '../backup/backup-stream.js';
import { withStores } from '../backup/stores.js';
import type { AddCommand } from '../calling.js';
import { CliError, EXIT } from '../cli-error.js';
import { counted } from '../terminal.js';

const MORE = `
Reaches both databases directly: those of NEO4J_URI and MONGODB_URI, else those in DATA_DIR (.clockchain), whether a service runs on them or
not. Writing may go on meanwhile: all that was acknowledged before the backup began is in it. The file is readable for you only; keys are
not in it. It appears when it is whole.

  clockchain backup
  clockchain backup /var/backups/clockchain.backup.gz`;

export const addBackup: AddCommand = (program, calling) => {
  program
    .command('backup')
    .description('write moments, links, jobs and batches to one file, from which restore makes them again')
    .argument('[file]', 'clockchain-<time>.backup.gz unless given')
    .addHelpText('after', MORE)
    .action(async (given?: string) => {
      const call = calling();
      const at = new Date().toISOString();
      const name = given ?? `clockchain-${at.replace(/[-:]|\.\d+/g, '')}.backup.gz`;
      const file = resolve(call.terminal.folder, name);
      const end = await withStores(call, { whileRunning: true }, async ({ exactGraph, jobs }) => {
        await refuseUnfinishedRestore(exactGraph);
        const header = {
          kind: 'clockchain-backup',
          format: 1,
          id: randomUUID(),
          migration: latestMigration(),
          at,
        } as const;
        return writeBackup(
          file,
          header,
          untilInterrupted(copyStores({ graph: exactGraph, jobs }), call.terminal.interrupted),
        );
      });
      if (call.json) call.say(`${JSON.stringify({ file, ...end.counts, digest: end.digest })}\n`);
      else call.say(`${inWords(end.counts)} in ${file}\n`);
    });
};

export function inWords({ moments, links, jobs, batches }: Counts): string {
  const batch = counted(batches, 'batch', 'batches');
  return `${counted(moments, 'moment')}, ${counted(links, 'link')}, ${counted(jobs, 'job')} and ${batch}`;
}

export async function* untilInterrupted(
  records: AsyncIterable<BackupRecord>,
  interrupted: AbortSignal,
): AsyncGenerator<BackupRecord> {
  for await (const record of records) {
    if (interrupted.aborted) throw new CliError(EXIT.interrupted, 'Stopped.');
    yield record;
  }
}
