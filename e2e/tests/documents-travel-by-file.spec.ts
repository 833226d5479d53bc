import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { sitDown } from '../support/person.ts';
import { expect, keepsProgram, test } from '../support/test.ts';

interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** What the browser puts into the person's downloads. */
async function download(page: Page, press: () => Promise<void>): Promise<GivenFile> {
  const [given] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: given.suggestedFilename(), mimeType: '', buffer: await readFile(await given.path()) };
}

const saveDocument = (page: Page) =>
  download(page, async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Save as an Écritoire file' }).click();
  });

async function openFiles(page: Page, ...files: readonly GivenFile[]): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByTestId('open-file').click()]);
  await chooser.setFiles(files);
}

const add = (page: Page) => page.getByRole('button', { name: 'Add to this device' });

test('A document goes to a place without a network by file, and comes back with the words of both', async ({
  alice,
  arrives,
}) => {
  const bob = await arrives(keepsProgram);
  await alice.createsDocument();
  await alice.gives('Minutes');
  await alice.types('The council met.');
  await alice.statusIs('saved');
  const there = await saveDocument(alice.page);
  expect(there.name).toBe('Minutes.ecritoire');

  await bob.opens('/');
  await bob.canStartOffline();
  await bob.opens('/');
  await bob.goesOffline();
  await openFiles(bob.page, there);
  await expect(bob.page.getByText('New on this device')).toBeVisible();
  const { violations } = await new AxeBuilder({ page: bob.page }).analyze();
  expect(violations).toEqual([]);
  await add(bob.page).press('Enter');
  await bob.sees('The council met.');
  await bob.seesTitle('Minutes');
  await bob.types(' It voted.');
  await bob.statusIs('on-device');
  const back = await saveDocument(bob.page);

  await alice.types(' It rained.');
  const window = await sitDown(await alice.page.context().newPage(), alice.line.url);
  await window.opens('/');
  await openFiles(window.page, back);
  await add(window.page).click();
  // The window that had it open all the while shows it too, and passes it on.
  for (const person of [alice, window]) {
    await person.sees('It voted.');
    await person.sees('It rained.');
    await person.statusIs('saved');
  }

  await window.opens('/');
  await openFiles(window.page, back);
  await expect(window.page.getByText('Already here, all of it')).toBeVisible();
  await expect(add(window.page)).toHaveCount(0);
});

test('All documents go by one file; of a damaged copy nothing is taken, and the reason is said', async ({
  alice,
  bob,
  arrives,
}) => {
  let minutes = '';
  for (const title of ['Budget', 'Minutes']) {
    minutes = await alice.createsDocument();
    await alice.gives(title);
    await alice.types(`Words of ${title}.`);
    await alice.statusIs('saved');
  }
  await alice.opens('/');
  await alice.page.getByRole('button', { name: 'Files', exact: true }).click();
  await alice.page.getByRole('menuitem', { name: 'Save documents as a file…' }).click();
  const save = alice.page.getByRole('button', { name: 'Save', exact: true });
  const all = await download(alice.page, () => save.click());

  await bob.opens('/');
  const cut = { ...all, name: 'cut.ecritoire', buffer: all.buffer.subarray(0, all.buffer.length / 2) };
  const letter = { ...all, name: 'letter.txt', buffer: Buffer.from('Dear Ana') };
  await openFiles(bob.page, cut, letter);
  await expect(bob.page.getByText('Refused: its end is missing.')).toBeVisible();
  await expect(bob.page.getByText('Refused: another program made it.')).toBeVisible();
  await bob.page.keyboard.press('Escape');
  await expect(bob.at('document-link')).toHaveCount(0);
  await expect(bob.at('open-file')).toBeFocused();

  await openFiles(bob.page, all);
  await add(bob.page).click();
  await expect(bob.page.getByText('2 documents added')).toBeVisible();
  await bob.page.keyboard.press('Enter');
  await expect(bob.at('document-link')).toHaveText(['Minutes', 'Budget']);

  // What joins a document here goes to the others without being opened here.
  await alice.opens(minutes);
  await alice.sees('Words of Minutes.');
  await alice.goesOffline();
  await alice.types(' Written on the train.');
  await alice.statusIs('on-device');
  const train = await saveDocument(alice.page);
  await openFiles(bob.page, train, all);
  await add(bob.page).click();
  await expect(bob.page.getByText('1 document brought together with the one here')).toBeVisible();
  await bob.page.keyboard.press('Enter');
  const carol = await arrives();
  await carol.opens(minutes);
  await carol.sees('Written on the train.');

  // What is in the trash is put back, and that is said before.
  await bob.page.getByRole('button', { name: 'Actions for “Minutes”' }).click();
  await bob.page.getByRole('menuitem', { name: 'Move to the trash' }).click();
  await expect(bob.at('document-link')).toHaveText(['Budget']);
  await openFiles(bob.page, all);
  await expect(bob.page.getByText('It is in the trash here. Adding it puts it back.')).toBeVisible();
  await add(bob.page).click();
  await bob.page.keyboard.press('Enter');
  await expect(bob.at('document-link')).toHaveText(['Minutes', 'Budget']);
});
