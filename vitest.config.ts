import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'scripts', root: 'scripts', include: ['*.test.mjs'] } },
      { test: { name: 'shared', root: 'shared', include: ['src/**/*.test.ts'] } },
      { test: { name: 'server', root: 'server', include: ['src/**/*.test.ts'], testTimeout: 30_000 } },
      // Style sheets are read as they are: a test measures the contrast of their colours.
      { test: { name: 'client', root: 'client', include: ['src/**/*.test.{ts,tsx}'], css: true } },
    ],
  },
});
