import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser } from './support/find-browser.ts';
import { roundsVariable } from './support/rounds.ts';

/** Hundreds of rounds take hours, and a machine is not quiet for so long: what is awaited must come, not come soon. */
const patienceMs = process.env[roundsVariable] === undefined ? 10_000 : 60_000;

export default defineConfig({
  testDir: 'tests',
  // The pictures of the documentation are made on request, and are no test.
  testIgnore: process.env['UPDATE_IMAGES'] === '1' ? [] : ['**/images.spec.ts'],
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: patienceMs },
  reporter: [['list'], ['json', { outputFile: '../.test-output/playwright.json' }]],
  use: {
    browserName: 'chromium',
    headless: true,
    trace: 'off',
    // See `keepsProgram`.
    serviceWorkers: 'block',
    actionTimeout: patienceMs,
    launchOptions: { executablePath: findBrowser(), args: browserArguments },
  },
});
