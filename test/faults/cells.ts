import { setTimeout as pause } from 'node:timers/promises';
import type { Line } from '../support/line.js';
import { until } from '../support/until.js';
import type { Database, World } from './world.js';

export const TARGETS = ['api', 'worker', 'neo4j', 'queue'] as const;
export type TargetName = (typeof TARGETS)[number];

export const FAULTS = ['kill', 'stop', 'refuse', 'slow', 'full'] as const;
export type FaultName = (typeof FAULTS)[number];

/** What each fault is, for who reads the table. */
export const FAULT_WORDS: Record<FaultName, string> = {
  kill: 'kill -9',
  stop: 'SIGSTOP, then SIGCONT',
  refuse: 'connections refused',
  slow: '2 s latency, then connections dropped',
  full: 'full disk',
};

/** How long each fault lasts; a process that was killed is away until it is started again. */
export const SECONDS: Record<FaultName, number> = { kill: 1, stop: 20, refuse: 12, slow: 16, full: 12 };

const LATENCY_MS = 2_000;
/** Connections break while answers are under way, so that what was done is not told. */
const DROPPING = { latencyMs: 150, everyMs: 600 };

/** Does that to that part of the world for so long; resolves when it is over. */
export async function afflict(
  world: World,
  target: TargetName,
  fault: FaultName,
  seconds: number,
): Promise<void> {
  const lasting = () => pause(seconds * 1_000);
  const database: Database | null = target === 'neo4j' ? 'neo4j' : target === 'queue' ? 'mongodb' : null;
  const pid = () => (database ? world.pidOf(database) : world[target as 'api' | 'worker'].pid);
  const lines = linesOf(world, target);
  switch (fault) {
    case 'kill': {
      const before = pid();
      if (database) process.kill(before, 'SIGKILL');
      else world[target as 'api' | 'worker'].kill();
      await until(() => pid() !== before, { seconds: 30, what: `${target} is started again` });
      return lasting();
    }
    case 'stop': {
      const stopped = pid();
      process.kill(stopped, 'SIGSTOP');
      await lasting();
      process.kill(stopped, 'SIGCONT');
      return;
    }
    case 'refuse':
      for (const line of lines) line.cut();
      await lasting();
      for (const line of lines) await line.open();
      return;
    case 'slow': {
      const half = () => pause(seconds * 500);
      for (const line of lines) line.delay(LATENCY_MS);
      await half();
      for (const line of lines) line.delay(DROPPING.latencyMs);
      const dropping = setInterval(() => {
        for (const line of lines) line.drop();
      }, DROPPING.everyMs);
      await half();
      clearInterval(dropping);
      for (const line of lines) line.delay(0);
      return;
    }
    case 'full': {
      const disk = world.disks[database!]!;
      await disk.fill();
      // It has set aside room for what it notes, which would last longer than this.
      if (database === 'neo4j') await world.writeMuch().catch(() => {});
      await lasting();
      await disk.clear();
    }
  }
}

/** The lines that lead to a part; of the worker, which nobody calls, those that lead from it. */
function linesOf({ lines }: World, target: TargetName): Line[] {
  switch (target) {
    case 'api':
      return [lines.toApi];
    case 'worker':
      return [lines.workerTo.neo4j, lines.workerTo.mongodb];
    case 'neo4j':
      return [lines.apiTo.neo4j, lines.workerTo.neo4j];
    case 'queue':
      return [lines.apiTo.mongodb, lines.workerTo.mongodb];
  }
}

/** Why a cell is left out, or null. */
export function leftOut(world: World, target: TargetName, fault: FaultName): string | null {
  if (fault !== 'full') return null;
  if (target === 'api' || target === 'worker') return 'keeps nothing on disk';
  return world.disks[target === 'queue' ? 'mongodb' : 'neo4j']
    ? null
    : 'not possible here: no disk can be mounted';
}
