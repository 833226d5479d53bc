import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { type ClientBuild, presentBuild } from '../support/builds.ts';
import { type Person, sitDown } from '../support/person.ts';
import { expect } from '../support/test.ts';
import { test } from '../support/windows-of-one.ts';

// One worker, so that the newer version is built once.
test.describe.configure({ mode: 'default' });

const offer = (person: Person) => person.page.locator('.notice').getByText('New version ready');
const takesIt = (person: Person) => person.page.getByRole('button', { name: 'Use it' }).click();
const isHeldBack = (person: Person) =>
  expect(person.page.getByText('The new version waits: a window', { exact: false })).toBeVisible();

/** Marks the page, so that a reload is seen. */
const mark = (page: Page) => page.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));
const isSamePage = (page: Page) => expect(page.locator('body')).toHaveAttribute('data-not-reloaded', '');
const isNewPage = (page: Page) => expect(page.locator('body')).not.toHaveAttribute('data-not-reloaded', '');

/** What the browser does by itself once in a while. */
const looksForVersions = (page: Page) =>
  page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));

/** Whether pages that are opened now still get the version from before. */
const isNewVersionWaiting = (page: Page): Promise<boolean> =>
  page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null);

const scriptsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...document.scripts].map(({ src }) => new URL(src).pathname));

/** The scripts that a page fetches by itself. These threads begin with their first work, and are done without. */
const partsOf = ({ folder }: ClientBuild): readonly string[] =>
  readdirSync(join(folder, 'assets')).filter(
    (file) => file.endsWith('.js') && !/^(compaction|files|pattern)-worker-/.test(file),
  );

/** The writes of documents fail, in this window only, as on a disk that is full; or no longer. */
const refusesToStore = (page: Page, isRefusing: boolean) =>
  page.evaluate((isRefusing) => {
    const proto: IDBObjectStore & { realAdd?: IDBObjectStore['add'] } = IDBObjectStore.prototype;
    proto.realAdd ??= proto.add;
    proto.add = isRefusing
      ? () => {
          throw new DOMException('The disk is full', 'QuotaExceededError');
        }
      : proto.realAdd;
  }, isRefusing);

test('[U1][U2] A new version is offered at a pause, never forced, and taking it loses nothing', async ({
  site,
  newer,
  opensWindow,
}) => {
  const alice = await opensWindow();
  const address = await alice.createsDocument();
  await alice.types('Avant la mise à jour.');
  await alice.statusIs('saved');
  await alice.canStartOffline();
  const other = await opensWindow();
  await other.opens(address);
  await other.sees('Avant la mise à jour.');
  for (const { page } of [alice, other]) await mark(page);

  site.deploys(newer);
  await looksForVersions(alice.page);
  await expect(offer(alice)).toBeVisible();
  await expect(offer(other)).toBeVisible();
  await alice.types(' Pendant.');
  await alice.statusIs('saved');
  for (const { page } of [alice, other]) await isSamePage(page);
  expect(await isNewVersionWaiting(alice.page)).toBe(true);

  const scriptsBefore = await scriptsOf(alice.page);
  await takesIt(alice);
  await isNewPage(alice.page);
  await alice.sees('Avant la mise à jour. Pendant.');
  expect(await scriptsOf(alice.page)).not.toEqual(scriptsBefore);

  // The other window is not touched, and works on, with the version that it has.
  await isSamePage(other.page);
  await other.types(' Après, à côté.');
  await other.statusIs('saved');
  await alice.sees('Après, à côté.');
  await isSamePage(other.page);
  await takesIt(other);
  await isNewPage(other.page);
  await other.sees('Après, à côté.');
  expect(await scriptsOf(other.page)).toEqual(await scriptsOf(alice.page));
  expect(site.missed).toEqual([]);
});

test('[U3] Nothing is reloaded while some window holds text that the device refuses to store', async ({
  site,
  newer,
  opensWindow,
}) => {
  const alice = await opensWindow();
  const address = await alice.createsDocument();
  await alice.types('Sur le disque.');
  await alice.statusIs('saved');
  await alice.canStartOffline();
  const other = await opensWindow();
  await other.opens(address);
  await other.sees('Sur le disque.');
  site.deploys(newer);
  await looksForVersions(alice.page);
  await expect(offer(alice)).toBeVisible();
  for (const { page } of [alice, other]) await mark(page);

  // The relay has it, but a device that lost it would have to ask for it.
  await refusesToStore(other.page, true);
  await other.types(' En mémoire seulement.');
  await other.statusIs('error');
  await takesIt(alice);
  await isHeldBack(alice);
  await isSamePage(alice.page);
  await alice.types(' On continue.');
  await alice.sees('On continue.');
  await takesIt(other);
  await isHeldBack(other);
  await other.sees('En mémoire seulement.');
  for (const { page } of [alice, other]) await isSamePage(page);
  expect(await isNewVersionWaiting(alice.page)).toBe(true);

  await refusesToStore(other.page, false);
  await other.statusIs('saved');
  await expect(offer(other)).toBeVisible();
  await takesIt(other);
  await isNewPage(other.page);
  await other.sees('En mémoire seulement.');
  await isSamePage(alice.page);
});

test('[U2] A version that is on the device is taken without a network', async ({
  context,
  site,
  newer,
  opensWindow,
}) => {
  const alice = await opensWindow();
  await alice.createsDocument();
  await alice.types('En gare.');
  await alice.statusIs('saved');
  await alice.canStartOffline();
  site.deploys(newer);
  await looksForVersions(alice.page);
  await expect(offer(alice)).toBeVisible();
  await context.setOffline(true);
  await alice.types(' En tunnel.');
  const scriptsBefore = await scriptsOf(alice.page);
  await mark(alice.page);
  await takesIt(alice);
  await isNewPage(alice.page);
  await alice.sees('En gare. En tunnel.');
  expect(await scriptsOf(alice.page)).not.toEqual(scriptsBefore);
});

test('[U4] A page of an older build has its parts from the device, as long as it is open', async ({
  site,
  newer,
  opensWindow,
}) => {
  const alice = await opensWindow();
  await alice.opens('/');
  await alice.canStartOffline();
  const old = await opensWindow();
  // It has not fetched its parts ahead when the newer version comes in.
  await old.page.addInitScript(() => {
    const { setTimeout: real } = window;
    window.setTimeout = ((run: () => void, ms: number) => (ms === 1_500 ? 0 : real(run, ms))) as typeof setTimeout;
  });
  await old.opens('/');
  await expect(old.at('new-document').first()).toBeVisible();
  site.deploys(newer);
  await looksForVersions(alice.page);
  await expect(offer(alice)).toBeVisible();
  await mark(alice.page);
  await takesIt(alice);
  await isNewPage(alice.page);
  await expect(alice.at('new-document').first()).toBeVisible();

  const builds = () => alice.page.evaluate(async () => (await caches.keys()).length);
  expect(await builds()).toBe(2);
  await old.at('new-document').first().click();
  await old.types('Avec les anciennes pièces.');
  await old.statusIs('saved');
  expect(site.missed).toEqual([]);

  await old.page.close();
  const buildsOnceReloaded = async () => {
    await alice.page.reload();
    return builds();
  };
  await expect.poll(buildsOnceReloaded).toBe(1);
});

test('[U4] A page that no worker serves keeps its parts when the server has none of them any more', async ({
  browser,
  site,
  newer,
}) => {
  const context = await browser.newContext({ locale: 'en-US', serviceWorkers: 'block' });
  const alice = await sitDown(await context.newPage(), site.url);
  const fetched = new Set<string>();
  alice.page.on('requestfinished', (request) => void fetched.add(basename(request.url())));
  await alice.opens('/');
  await expect.poll(() => partsOf(presentBuild).filter((file) => !fetched.has(file)), { timeout: 30_000 }).toEqual([]);
  site.deploys(newer);
  await alice.at('new-document').first().click();
  await alice.types('Toujours là.');
  await alice.statusIs('saved');
  expect(site.missed).toEqual([]);
  await context.close();
});
