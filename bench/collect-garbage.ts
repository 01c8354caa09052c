import { once } from 'node:events';
import WebSocket from 'ws';

/** Options of Node for a process whose garbage is to be collected by hand. */
export const WITH_INSPECTOR = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

export interface Collector {
  /** Resolves once nothing is left on the heap but what is held. V8 by itself lets hundreds of MiB lie for minutes. */
  collect(): Promise<void>;
  close(): void;
}

/** `output`: what a process that was started with the inspector has written. */
export async function openCollector(output: string): Promise<Collector> {
  const address = /Debugger listening on (ws:\S+)/.exec(output)?.[1];
  if (!address) throw new Error('the process was not started with its inspector');
  const socket = new WebSocket(address);
  await once(socket, 'open');
  return {
    async collect() {
      socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }));
      await once(socket, 'message');
    },
    close: () => socket.terminate(),
  };
}
