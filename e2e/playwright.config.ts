import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser } from './support/find-browser.ts';

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
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../.test-output/playwright.json' }]],
  use: {
    browserName: 'chromium',
    headless: true,
    trace: 'off',
    actionTimeout: 10_000,
    launchOptions: { executablePath: findBrowser(), args: browserArguments },
  },
});
