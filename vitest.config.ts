import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Half the time of many a test is starting processes and threads, which read this cache of compiled modules instead.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

export default defineConfig({
  test: {
    // Without isolation a worker loads the program once, and not again for each file: no test leaves anything behind.
    projects: [
      { test: { name: 'scripts', root: 'scripts', include: ['*.test.mjs'] } },
      { test: { name: 'shared', root: 'shared', include: ['src/**/*.test.ts'], isolate: false } },
      { test: { name: 'server', root: 'server', include: ['src/**/*.test.ts'], testTimeout: 30_000, isolate: false } },
      // Real relays, killed, starved and damaged: minutes on a busy machine, so `pnpm check` leaves them out.
      {
        test: {
          name: 'faults',
          root: 'e2e',
          include: ['faults/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // Style sheets are read as they are: a test measures the contrast of their colours.
      {
        test: {
          name: 'client',
          root: 'client',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['**/*.isolated.test.ts'],
          css: true,
          isolate: false,
        },
      },
      // What replaces a module would find it loaded, or leave its own to the next file.
      { test: { name: 'client isolated', root: 'client', include: ['src/**/*.isolated.test.ts'] } },
      // Black-box tests of the relay: each file has a relay in a process of its own.
      { test: { name: 'conformance', root: 'e2e', include: ['conformance/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
});
