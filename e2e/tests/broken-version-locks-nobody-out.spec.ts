import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { pathOfAsset, presentBuild } from '../support/builds.ts';
import type { Flaws } from '../support/deployed-site.ts';
import { sitDown } from '../support/person.ts';
import { readStoredBytes } from '../support/stored-bytes.ts';
import { expect } from '../support/test.ts';
import { test } from '../support/windows-of-one.ts';

// One worker, so that the newer version is built once.
test.describe.configure({ mode: 'default' });

/** What the browser does by itself once in a while; resolves when it has settled, well or not. */
const looksForVersions = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/');
    await registration?.update().catch(() => undefined);
    const worker = registration?.installing;
    while (worker?.state === 'installing')
      await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
  });

const mainScript = (page: Page): Promise<string> =>
  page.evaluate(() => new URL(document.querySelector<HTMLScriptElement>('script[src*="/shell-"]')?.src ?? '').pathname);

/** A worker that lets nobody wait and does harm at once: worse than any that a build of ours could be. */
const hostileWorker = (harm: string) => ({ text: `addEventListener('install', () => skipWaiting());\n${harm}` });

test('[U5] A deployment that is damaged or unfinished changes nothing for those who work, and the next one is taken', async ({
  context,
  site,
  newer,
  opensWindow,
}) => {
  test.setTimeout(120_000);
  const alice = await opensWindow();
  await alice.createsDocument();
  await alice.types('Bien gardé.');
  await alice.statusIs('saved');
  await alice.canStartOffline();
  const script = await mainScript(alice.page);
  const part = pathOfAsset(newer, 'DocumentPage', '.js');
  const installThrows = "addEventListener('install', () => { throw new Error('broken'); });";
  const installRejects = "addEventListener('install', (e) => e.waitUntil(Promise.reject(new Error('broken'))));";
  const damages: Readonly<Record<string, Flaws>> = {
    'the worker is no script': { '/service-worker.js': { text: 'this is (no script' } },
    'the worker fails to install': { '/service-worker.js': { text: installRejects } },
    'a file is not there': { [part]: 'gone' },
    'a file is the page of a login': { [part]: { text: '<!doctype html>Who are you?' } },
    'the page is that of the old build': {
      '/index.html': { text: readFileSync(join(presentBuild.folder, 'index.html'), 'utf8') },
    },
  };
  for (const [damage, flaws] of Object.entries(damages)) {
    await test.step(damage, async () => {
      site.deploys(newer, flaws);
      await looksForVersions(alice.page);
      await alice.page.reload();
      await alice.sees('Bien gardé.');
      expect(await mainScript(alice.page)).toBe(script);
    });
  }
  // An exception inside `install` lets the browser believe that it went well: such a worker waits, and is not let in.
  site.deploys(newer, { '/service-worker.js': { text: installThrows } });
  await looksForVersions(alice.page);
  await alice.page.getByRole('button', { name: 'Use it' }).click();
  const failed = alice.page.getByText('The new version could not start.', { exact: false });
  await expect(failed).toBeVisible();
  await alice.types(' On continue.');
  await alice.statusIs('saved');

  // Whole when it was installed, and no longer: somebody cleared the caches of the browser.
  site.deploys(newer);
  await looksForVersions(alice.page);
  await alice.page.reload();
  await alice.page.getByRole('button', { name: 'Use it' }).waitFor();
  await alice.page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await context.setOffline(true);
  await alice.page.getByRole('button', { name: 'Use it' }).click();
  await expect(failed).toBeVisible();
  await alice.types(' Sans réseau.');
  await context.setOffline(false);
  await alice.statusIs('saved');
  await alice.page.reload();
  await alice.page.getByRole('button', { name: 'Use it' }).click();
  await expect.poll(() => mainScript(alice.page).catch(() => script)).not.toBe(script);
  await expect(alice.at('editor')).toContainText('Bien gardé. On continue. Sans réseau.');
});

test('[U6] Whatever a worker breaks, the page that repairs is there, takes the program away and leaves the texts', async ({
  site,
  newer,
  opensWindow,
}) => {
  const alice = await opensWindow();
  const address = await alice.createsDocument();
  await alice.types('À moi.');
  await alice.statusIs('saved');
  await alice.canStartOffline();

  site.deploys(newer, {
    '/service-worker.js': hostileWorker(
      "addEventListener('activate', () => { throw new Error('broken'); });\n" +
        "addEventListener('fetch', () => { throw new Error('broken'); });",
    ),
  });
  await looksForVersions(alice.page);
  await alice.page.reload();
  await alice.sees('À moi.');

  site.deploys(newer, {
    '/service-worker.js': hostileWorker(
      "addEventListener('fetch', (e) => e.respondWith(Promise.reject(new Error('broken'))));",
    ),
  });
  await looksForVersions(alice.page);
  await alice.types(' Toujours.');
  await alice.statusIs('saved');
  await expect(alice.page.reload()).rejects.toThrow(/ERR_FAILED/);

  // The browser goes to its own page of errors first.
  await expect(() => alice.opens('/repair')).toPass();
  await expect(alice.page.getByRole('heading')).toHaveText('Repair Écritoire');
  expect((await new AxeBuilder({ page: alice.page }).analyze()).violations).toEqual([]);
  const before = await readStoredBytes(alice.page);
  expect(before).toContain('ecritoire-library');
  const preferences = await alice.page.evaluate(() => localStorage.getItem('ecritoire:preferences'));
  await alice.page.keyboard.press('Tab');
  await alice.page.keyboard.press('Enter');
  await expect(alice.page.getByText('Your texts are still on this device.', { exact: false })).toBeVisible();
  expect(await readStoredBytes(alice.page)).toBe(before);
  expect(await alice.page.evaluate(() => localStorage.getItem('ecritoire:preferences'))).toBe(preferences);
  expect(await alice.page.evaluate(async () => (await caches.keys()).length)).toBe(0);
  expect(await alice.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(await alice.page.evaluate(() => window.seenByTest.violations)).toEqual([]);

  site.deploys(newer);
  await alice.page.getByRole('link', { name: 'Open Écritoire' }).click();
  await expect(alice.at('document-link')).toHaveCount(1);
  await alice.opens(address);
  await alice.sees('À moi. Toujours.');
});

test('[U6] Without a server the page that repairs takes nothing away', async ({ context, opensWindow }) => {
  const alice = await opensWindow();
  await alice.opens('/');
  await alice.canStartOffline();
  await alice.opens('/repair');
  await context.setOffline(true);
  await alice.page.getByRole('button', { name: 'Repair' }).click();
  await expect(alice.page.getByText('Nothing was taken away', { exact: false })).toBeVisible();
  await alice.opens('/');
  await expect(alice.at('new-document').first()).toBeVisible();
});

test('[U7] A part that cannot be loaded, or a program that cannot start, says so and offers another try', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ locale: 'fr-FR', serviceWorkers: 'block' });
  const alice = await sitDown(await context.newPage(), site.url);
  const main = pathOfAsset(presentBuild, 'shell', '.js');
  const words = pathOfAsset(presentBuild, 'fr', '.js');
  const browserCache = await context.newCDPSession(alice.page);
  for (const [file, flaw] of [
    [main, 'gone'],
    [main, { text: 'throw new Error("broken");' }],
    [main, { text: 'await Promise.reject(1);' }],
    [words, 'gone'],
  ] as const) {
    site.deploys(presentBuild, { [file]: flaw });
    await browserCache.send('Network.clearBrowserCache');
    await alice.opens('/');
    await expect(alice.page.getByRole('heading', { name: 'Écritoire n’a pas pu s’ouvrir' })).toBeVisible();
    await expect(alice.page.getByRole('link', { name: 'Réparer Écritoire' })).toBeVisible();
    site.deploys(presentBuild);
    await alice.page.getByRole('button', { name: 'Réessayer' }).click();
    await expect(alice.at('new-document').first()).toBeVisible();
  }

  site.deploys(presentBuild, { [pathOfAsset(presentBuild, 'DocumentPage', '.js')]: 'gone' });
  await browserCache.send('Network.clearBrowserCache');
  await alice.opens('/d/AAAAAAAAAAAAAAAAAAAAAA');
  await expect(alice.page.getByRole('heading', { name: 'Une partie d’Écritoire' })).toBeVisible();
  expect((await new AxeBuilder({ page: alice.page }).analyze()).violations).toEqual([]);
  site.deploys(presentBuild);
  await alice.page.getByRole('button', { name: 'Réessayer' }).click();
  await expect(alice.at('editor')).toBeVisible();
  await context.close();
});
