import type { TestServers } from './start-servers.js';

/** The servers of this worker, for the test files that run in it one after the other. */
const all = JSON.parse(process.env.TEST_SERVERS!) as TestServers[];
Object.assign(process.env, all[Number(process.env.JEST_WORKER_ID) - 1]);
