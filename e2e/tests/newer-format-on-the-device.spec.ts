import type { Page } from '@playwright/test';
import { makeNewerBuild, presentBuild } from '../support/builds.ts';
import { cutLine } from '../support/cut-line.ts';
import { type DeviceRow, nameOf, readFormat, readRows } from '../support/device-storage.ts';
import { createOwnBrowser } from '../support/own-browser.ts';
import { type Person, sitDown } from '../support/person.ts';
import { expect } from '../support/test.ts';
import { test } from '../support/windows-of-one.ts';

// One worker, so that the newer version is built once.
test.describe.configure({ mode: 'default' });

/** Pages come with the program that is deployed, and words are on the device or nowhere. */
const noWorker = { '/service-worker.js': 'gone' } as const;

async function writesOnTheDevice(author: Person, words: string): Promise<string> {
  const address = await author.createsDocument();
  for (const word of words.split(' ')) {
    await author.types(`${word} `);
    await author.statusIs('on-device');
  }
  return address;
}

test('[D25] A window of the old version lets go of what a newer one keeps in another format, and loses no word', async ({
  context,
  site,
  opensWindow,
}) => {
  site.deploys(presentBuild, noWorker);
  const old = await opensWindow();
  await cutLine(old.page);
  const address = await writesOnTheDevice(old, 'Écrit avant.');

  site.deploys(makeNewerBuild('newer-format'), noWorker);
  const newer = await opensWindow();
  await cutLine(newer.page);
  await newer.opens(address);
  await newer.sees('Écrit avant.');
  await newer.statusIs('on-device');
  expect(await readFormat(newer.page, address)).toMatchObject({ version: 2 });

  // What the old window cannot store any more, the newer one stores for it.
  await old.types('Écrit après.');
  await old.statusIs('error');
  await expect(old.page.getByText('A newer version of Écritoire now looks after this document.')).toBeVisible();
  await newer.sees('Écrit avant. Écrit après.');
  await newer.statusIs('on-device');
  await old.page.close({ runBeforeUnload: false });
  await newer.page.close();

  const later = await sitDown(await context.newPage(), site.url);
  await cutLine(later.page);
  await later.opens(address);
  await later.sees('Écrit avant. Écrit après.');
});

test('[D25] A window that does not let go is named within five seconds, and costs nothing', async ({
  site,
  opensWindow,
}) => {
  site.deploys(presentBuild, noWorker);
  const holder = await opensWindow();
  await cutLine(holder.page);
  const address = await writesOnTheDevice(holder, 'Gardé malgré tout.');
  await holder.opens('/healthz');
  await holdsOn(holder.page, address);

  site.deploys(makeNewerBuild('newer-format'), noWorker);
  const newer = await opensWindow();
  await cutLine(newer.page);
  await newer.opens(address);
  await expect(newer.page.getByText('another tab does not let go of it', { exact: false })).toBeVisible({
    timeout: 7_000,
  });
  await expect(newer.at('editor')).toBeHidden();

  await holder.page.close();
  await newer.page.getByRole('button', { name: 'Reload' }).click();
  await newer.sees('Gardé malgré tout.');
});

/** Where the browser is killed: after so many rows, of those that the upgrade goes through, or when it is done. */
const moments = ['the first row', 'a row in the middle', 'the last row', 'the end'] as const;

for (const moment of moments)
  test(`[D25] A browser killed at ${moment} of the upgrade leaves the one format or the other, whole`, async ({
    site,
  }) => {
    site.deploys(presentBuild, noWorker);
    const browser = await createOwnBrowser(site.url);
    const starts = async (): Promise<Person> => {
      const person = await browser.starts();
      await cutLine(person.page);
      return person;
    };
    try {
      const author = await starts();
      const words = 'Un deux trois quatre cinq six.';
      const address = await writesOnTheDevice(author, words);
      await author.opens('/healthz');
      const before = await readRows(author.page, address);

      site.deploys(makeNewerBuild('newer-format'), noWorker);
      await stopsUpgrade(author.page, address, toRowCount(moment, before));
      await author.opens(address);
      await author.page.waitForFunction(() => document.documentElement.dataset['upgrade'] === 'stopped');
      await browser.kill();

      const second = await starts();
      await second.opens('/healthz');
      expect(await readRows(second.page, address)).toEqual(before);
      const { version, sizes } = await readFormat(second.page, address);
      expect([1, 2]).toContain(version);
      expect(sizes).toBe(version === 1 ? undefined : before.length);
      if (moment !== 'the end') {
        expect(version).toBe(1);
        site.deploys(presentBuild, noWorker);
        await second.opens(address);
        await second.sees(words);
        site.deploys(makeNewerBuild('newer-format'), noWorker);
      }
      await second.opens(address);
      await second.sees(words);
      await second.types('Sept.');
      await second.statusIs('on-device');
      expect((await readFormat(second.page, address)).version).toBe(2);
    } finally {
      await browser.close();
    }
  });

function toRowCount(moment: (typeof moments)[number], { length }: readonly DeviceRow[]): number {
  switch (moment) {
    case 'the first row':
      return 1;
    case 'a row in the middle':
      return Math.ceil(length / 2);
    case 'the last row':
      return length;
    case 'the end':
      return length + 1;
  }
}

/** Holds the upgrade up after so many rows, without ending its transaction; one row more than there are: once it is done. */
const stopsUpgrade = (page: Page, address: string, rows: number): Promise<unknown> =>
  page.addInitScript(
    ({ name, rows }) => {
      let seen = 0;
      const stop = () => {
        document.documentElement.dataset['upgrade'] = 'stopped';
      };
      const goOn = IDBCursor.prototype.continue;
      IDBCursor.prototype.continue = function (this: IDBCursor, ...key) {
        const { transaction } = this.source instanceof IDBIndex ? this.source.objectStore : this.source;
        if (transaction.mode !== 'versionchange' || transaction.db.name !== name) return goOn.apply(this, key);
        seen += 1;
        transaction.addEventListener('complete', stop);
        if (seen < rows) return goOn.apply(this, key);
        if (seen > rows) return;
        const stayOpen = () => {
          transaction.objectStore('updates').count().onsuccess = stayOpen;
        };
        stayOpen();
        stop();
      };
    },
    { name: nameOf(address), rows },
  );

/** As a program would that never heard of upgrades. */
const holdsOn = (page: Page, address: string): Promise<void> =>
  page.evaluate((name) => {
    const request = indexedDB.open(name);
    // Kept by the page: a connection that nobody can use any more is closed.
    Object.assign(window, { held: request });
    return new Promise((resolve) => {
      request.onsuccess = () => resolve();
    });
  }, nameOf(address));
