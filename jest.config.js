const shared = {
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false },
        },
      },
    ],
  },
};

/** Proofs that take minutes: `npm run test:slow`. */
export const slow = {
  ...shared,
  displayName: 'slow',
  setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
  testMatch: ['<rootDir>/test/slow/**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/start-servers.ts',
  globalTeardown: '<rootDir>/test/support/stop-servers.ts',
};

/** Unit tests run side by side; the others share two cores with the servers they start, so one file at a time. */
export default {
  // Modules of files that are done stay in memory, and collecting them slows a long run down threefold at its end.
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/test/support/order-of-path.js',
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'integration',
      setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
      testMatch: ['<rootDir>/test/integration/**/*.test.ts'],
      globalSetup: '<rootDir>/test/support/start-servers.ts',
      globalTeardown: '<rootDir>/test/support/stop-servers.ts',
    },
    {
      ...shared,
      displayName: 'e2e',
      setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
      globalSetup: '<rootDir>/test/support/build.ts',
    },
  ],
};
