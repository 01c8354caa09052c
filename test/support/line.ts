import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP line to a server, by which it can be away or far for one client and no other. */
export class Line {
  readonly #sockets = new Set<Socket>();
  readonly #target: URL;
  #server: Server | null = null;
  #port = 0;
  #silent = false;
  #delayMs = 0;

  constructor(uri: string) {
    this.#target = new URL(uri);
  }

  /** The server's URI by way of this line. */
  get uri(): string {
    const uri = new URL(this.#target);
    uri.port = String(this.#port);
    return uri.href;
  }

  /** Opens the line, each time on the same port. */
  async open(): Promise<void> {
    this.#silent = false;
    if (this.#server?.listening) return;
    this.#server = createServer((near) => {
      const far = connect(Number(this.#target.port), this.#target.hostname);
      this.#carry(near, far, () => 0);
      this.#carry(far, near, () => this.#delayMs);
    });
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
