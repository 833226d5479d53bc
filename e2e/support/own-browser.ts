import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import { browserArguments, findBrowser } from './find-browser.ts';
import { type Person, sitDown } from './person.ts';

const startDeadlineMs = 60_000;

/** A browser in processes of its own, whose profile outlives it. */
export interface OwnBrowser {
  /** Starts the browser, and sits somebody down at its only page. */
  starts(): Promise<Person>;
  /** SIGKILL to every process of the browser at once; resolves when they are gone. */
  kill(): Promise<void>;
  /** What the browser's files for IndexedDB take now, of all sites. */
  storedBytes(): Promise<number>;
  /** Ends the browser and removes the profile. */
  close(): Promise<void>;
}

export async function createOwnBrowser(origin: string): Promise<OwnBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'ecritoire-profile-'));
  const executable = findBrowser();
  let child: ChildProcess | undefined;

  const kill = async () => {
    const group = child?.pid;
    if (child === undefined || group === undefined) return;
    const ended = once(child, 'exit');
    // The negative id names the group: renderers and the storage process die in the same moment as the window.
    process.kill(-group, 'SIGKILL');
    await ended;
    child = undefined;
  };

  return {
    async starts() {
      const started = spawn(
        executable,
        ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, ...browserArguments, 'about:blank'],
        { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
      );
      child = started;
      const browser = await chromium.connectOverCDP(await debuggingAddress(started));
      const page = browser.contexts()[0]?.pages()[0];
      if (page === undefined) throw new Error('The browser came without a page');
      return sitDown(page, origin);
    },
    kill,
    async storedBytes() {
      const files = await readdir(join(profile, 'Default/IndexedDB'), { recursive: true, withFileTypes: true });
      const sizes = files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name)));
      return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
    },
    async close() {
      await kill();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function debuggingAddress(browser: ChildProcess): Promise<string> {
  if (browser.stderr === null) throw new Error('The browser has no standard error to read from');
  const address = Promise.withResolvers<string>();
  const deadline = setTimeout(() => address.reject(new Error('The browser did not start')), startDeadlineMs);
  browser.once('exit', (code) => address.reject(new Error(`The browser ended with ${code}`)));
  createInterface({ input: browser.stderr }).on('line', (line) => {
    const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (found !== undefined) address.resolve(found);
  });
  try {
    return await address.promise;
  } finally {
    clearTimeout(deadline);
  }
}
