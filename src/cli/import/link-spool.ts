import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, type WriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LinkImport } from '../../features/transfer/domain/link-request.js';
import { linesOf } from './rows.js';

export interface SpooledLink {
  line: number;
  link: LinkImport;
}

/** Links wait in a file until all moments stand, however many there are. */
export class LinkSpool {
  count = 0;
  private readonly folder = mkdtempSync(join(tmpdir(), 'clockchain-import-'));
  private readonly file = join(this.folder, 'links');
  private readonly out: WriteStream = createWriteStream(this.file);

  async add(spooled: SpooledLink): Promise<void> {
    this.count += 1;
    if (!this.out.write(`${JSON.stringify(spooled)}\n`)) await once(this.out, 'drain');
  }

  /** All of them in the order they came; nothing can be added from then on. */
  async *read(): AsyncGenerator<SpooledLink> {
    this.out.end();
    await once(this.out, 'close');
    for await (const { text } of linesOf(createReadStream(this.file))) yield JSON.parse(text) as SpooledLink;
  }

  remove(): void {
    this.out.destroy();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
