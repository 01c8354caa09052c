import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A TCP line to a server, by which it can be away or far for one client and no other. To several that are alike it leads
 * in turn, past those that take no connection.
 */
export class Line {
  readonly #sockets = new Set<Socket>();
  readonly #targets: URL[];
  #turn = 0;
  #server: Server | null = null;
  #port = 0;
  #silent = false;
  #delayMs = 0;

  constructor(...uris: [string, ...string[]]) {
    this.#targets = uris.map((uri) => new URL(uri));
  }

  /** The server's URI by way of this line. */
  get uri(): string {
    const uri = new URL(this.#targets[0]!);
    uri.port = String(this.#port);
    return uri.href;
  }

  /** Opens the line, each time on the same port. */
  async open(): Promise<void> {
    this.#silent = false;
    if (this.#server?.listening) return;
    this.#server = createServer((near) => void this.#connect(near));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Connections stay, and nothing comes through. */
  silence(): void {
    this.#silent = true;
  }

  /** What the server answers comes so much later from now on. */
  delay(milliseconds: number): void {
    this.#delayMs = milliseconds;
  }

  /** Connections break; new ones may be made. */
  drop(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  /** Connections break, and new ones are refused. */
  cut(): void {
    this.#server?.close();
    this.drop();
  }

  async #connect(near: Socket): Promise<void> {
    this.#sockets.add(near);
    near.once('close', () => this.#sockets.delete(near));
    near.on('error', () => near.destroy());
    const far = await this.#reach();
    if (!far || near.destroyed) {
      far?.destroy();
      near.destroy();
      return;
    }
    this.#carry(near, far, () => 0);
    this.#carry(far, near, () => this.#delayMs);
  }

  /** The next server that takes a connection; null where none does. */
  async #reach(): Promise<Socket | null> {
    const first = this.#turn++;
    for (const i of this.#targets.keys()) {
      const { port, hostname } = this.#targets[(first + i) % this.#targets.length]!;
      const far = connect(Number(port), hostname);
      const reached = await once(far, 'connect').then(
        () => true,
        () => false,
      );
      if (reached) return far;
    }
    return null;
  }

  #carry(from: Socket, to: Socket, delayMs: () => number): void {
    let lastDue = 0;
    this.#sockets.add(from);
    from.on('data', (data) => {
      if (this.#silent) return;
      const now = performance.now();
      // What was sent first comes first, also when the delay has just become shorter.
      lastDue = Math.max(lastDue, now + delayMs());
      if (lastDue <= now) to.write(data);
      else setTimeout(() => to.writable && to.write(data), lastDue - now);
    });
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
    from.on('error', () => to.destroy());
  }
}
