import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What a Chromium in a test needs: no sandbox (it may run as root), no GPU, nothing of its own on the network. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chromium to test with: the one the environment variable CHROMIUM names, Playwright's own, the
 * machine's, and where there is none, one installed now. Throws with what to do when nothing helps.
 */
export function findBrowser(): string {
  const named = process.env['CHROMIUM'];
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM names ${named}, which does not exist.`);
  }
  const found = firstExisting();
  if (found !== undefined) return found;
  for (const install of [installFromPlaywright, installFromDebian]) {
    install();
    const brought = firstExisting();
    if (brought !== undefined) return brought;
  }
  throw new Error('No Chromium was found and none could be installed: install one and name it in CHROMIUM.');
}

const firstExisting = (): string | undefined =>
  [chromium.executablePath(), ...installed].find((path) => existsSync(path));

function installFromPlaywright(): void {
  const cli = new URL('../node_modules/@playwright/test/cli.js', import.meta.url).pathname;
  run(process.execPath, [cli, 'install', 'chromium']);
}

function installFromDebian(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  run('apt-get', ['update']);
  run('apt-get', ['install', '-y', 'chromium']);
}

/** A failure is seen by the browser still missing. Speaks on standard error: standard output belongs to reporters. */
function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, { stdio: ['ignore', process.stderr, process.stderr] });
}
