import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Answered {
  status: number;
  head: string;
  body: string;
}

/**
 * One connection of a load generator that must not slow what it loads: it writes requests that are ready as bytes, one at a time, and
 * reads answers whose length is told. A client for all of HTTP costs as much as the service's refusal.
 */
export class Line {
  private text = '';
  private waiting: { resolve(answer: Answered): void; reject(error: Error): void } | null = null;
  private lost: Error | null = null;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('latin1').setNoDelay();
    socket.on('data', (chunk: string) => this.read(chunk));
    socket.on('error', (error) => this.lose(error));
    socket.on('close', () => this.lose(Object.assign(new Error('closed'), { code: 'CLOSED' })));
  }

  static async open(url: string): Promise<Line> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new Line(socket);
  }

  ask(request: Buffer): Promise<Answered> {
    return new Promise((resolve, reject) => {
      if (this.lost) return reject(this.lost);
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private read(chunk: string): void {
    this.text += chunk;
    const end = this.text.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.text.slice(0, end).toLowerCase();
    const length = Number(/\r\ncontent-length: (\d+)/.exec(head)?.[1]);
    if (this.text.length < end + 4 + length) return;
    const body = this.text.slice(end + 4);
    this.text = '';
    this.waiting?.resolve({ status: Number(head.slice(9, 12)), head, body });
    this.waiting = null;
  }

  private lose(error: Error): void {
    this.lost ??= error;
    this.waiting?.reject(this.lost);
    this.waiting = null;
  }
}
