import { jest } from '@jest/globals';

/** What waits on real servers waits for a busy machine too. */
jest.setTimeout(60_000);
