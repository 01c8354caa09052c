import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip, createGzip } from 'node:zlib';
import {
  type BackupEnd,
  type BackupHeader,
  type BackupRecord,
  Tally,
} from '../../features/backup/domain/backup-file.js';
import { CliError, EXIT } from '../cli-error.js';

/** Writes a backup, which appears under its name once it is whole and on disk. Readable for its owner only. */
export async function writeBackup(
  file: string,
  header: BackupHeader,
  records: AsyncIterable<BackupRecord>,
): Promise<BackupEnd> {
  const draft = `${file}.part`;
  try {
    const gzip = createGzip({ level: 6 });
    const out = gzip.pipe(createWriteStream(draft, { mode: 0o600 }));
    const failed = new Promise<never>((_, reject) => out.once('error', reject));
    const write = async (line: string) => {
      if (!gzip.write(`${line}\n`)) await Promise.race([once(gzip, 'drain'), failed]);
    };
    failed.catch(() => {});
    const tally = new Tally();
    await write(JSON.stringify(header));
    for await (const record of records) {
      const line = JSON.stringify(record);
      tally.add(record.kind, line);
      await write(line);
    }
    const end = tally.end();
    await write(JSON.stringify(end));
    const closed = once(out, 'close');
    gzip.end();
    await Promise.race([closed, failed]);
    await sync(draft);
    await rename(draft, file);
    return end;
  } catch (error) {
    await rm(draft, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code && /^E[A-Z]+$/.test(code)) throw new CliError(EXIT.failed, `Cannot write ${file} (${code}).`);
    throw error;
  }
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}

/** Reads a backup to its end: what it is, and that it is whole. Throws a CliError where it is not. */
export async function checkBackup(file: string): Promise<{ header: BackupHeader; end: BackupEnd }> {
  const tally = new Tally();
  let header: BackupHeader | undefined;
  let end: BackupEnd | undefined;
  for await (const line of linesOf(file)) {
    if (!header) {
      header = readHeader(file, line);
    } else if (end) {
      throw damaged(file, 'it goes on behind its end');
    } else {
      const record = read(file, line);
      if (record.kind === 'end') end = record;
      else tally.add(record.kind, line);
    }
  }
  if (!header || !end) throw damaged(file, 'it stops before its end');
  if (tally.end().digest !== end.digest) throw damaged(file, 'its digest is another');
  return { header, end };
}

/** The records of a backup that was checked. */
export async function* readRecords(file: string): AsyncGenerator<BackupRecord> {
  let first = true;
  for await (const line of linesOf(file)) {
    if (first) first = false;
    else {
      const record = read(file, line);
      if (record.kind !== 'end') yield record;
    }
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const gunzip = createGunzip();
  const source = createReadStream(file);
  source.once('error', (error) => gunzip.destroy(error));
  const lines = createInterface({ input: source.pipe(gunzip), crlfDelay: Number.POSITIVE_INFINITY });
  const failed = new Promise<never>((_, reject) => gunzip.once('error', reject));
  failed.catch(() => {});
  const each = lines[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await Promise.race([each.next(), failed]);
      if (done) break;
      yield value;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new CliError(EXIT.usage, `Cannot read ${file} (${code}).`);
    if (code?.startsWith('Z_')) throw damaged(file, 'it is no whole gzip file');
    throw error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

function read(file: string, line: string): BackupRecord | BackupEnd {
  try {
    return JSON.parse(line) as BackupRecord | BackupEnd;
  } catch {
    throw damaged(file, 'a line of it cannot be read');
  }
}

function readHeader(file: string, line: string): BackupHeader {
  const header = JSON.parse(/^\{.*\}$/.test(line) ? line : '{}') as Partial<BackupHeader>;
  if (header.kind !== 'clockchain-backup')
    throw new CliError(EXIT.usage, `${file} is no backup of Clockchain.`);
  if (header.format !== 1)
    throw new CliError(
      EXIT.usage,
      `${file} is a backup of format ${header.format}, which a later version reads.`,
    );
  return header as BackupHeader;
}

function damaged(file: string, why: string): CliError {
  return new CliError(EXIT.failed, `${file} is damaged: ${why}. Nothing was restored from it.`);
}
