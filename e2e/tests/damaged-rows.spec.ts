import { readFile } from 'node:fs/promises';
import { cutLine } from '../support/cut-line.ts';
import { flipBits, readRows, readUnsentSessions } from '../support/device-storage.ts';
import { expect, test, type Visitor } from '../support/test.ts';

const paragraphs = ['Premier paragraphe.', 'Deuxième paragraphe.', 'Troisième paragraphe.'];

/** Writes paragraphs that are all confirmed, then leaves the document for a page that does not have it open. */
async function writesAndLeaves(author: Visitor): Promise<string> {
  const address = await author.createsDocument();
  await author.gives('Registre');
  for (const paragraph of paragraphs) {
    await author.types(paragraph);
    await author.page.keyboard.press('Enter');
    await author.statusIs('saved');
  }
  // The note that something is unsent goes a moment after the word "saved" comes.
  await expect.poll(() => readUnsentSessions(author.page, address)).toEqual([]);
  await author.opens('/healthz');
  return address;
}

test('[D19] A flipped bit: the rest opens at once, it is said, and the relay makes it whole', async ({ alice }) => {
  const address = await writesAndLeaves(alice);
  const before = await readRows(alice.page, address);
  // In the middle of the typing: what was typed after it has no place without it.
  const damaged = before[Math.floor(before.length / 2)]?.key ?? 0;
  await flipBits(alice.page, address, [damaged]);
  const bytes = (await readRows(alice.page, address)).find(({ key }) => key === damaged)?.bytes;

  const mend = await cutLine(alice.page);
  await alice.opens(address);
  await alice.sees('Premier');
  const damage = alice.at('damage');
  await expect(damage).toHaveAttribute('data-repair', 'awaited');
  expect(await alice.text()).not.toContain('Troisième paragraphe.');

  mend();
  await expect(damage).toHaveAttribute('data-repair', 'whole', { timeout: 20_000 });
  for (const paragraph of paragraphs) await alice.sees(paragraph);
  await alice.statusIs('saved');

  await alice.page.reload();
  await alice.sees('Troisième paragraphe.');
  await expect(damage).toBeHidden();
  expect((await readRows(alice.page, address)).find(({ key }) => key === damaged)?.bytes).toEqual(bytes);
});

test('[D16] Every row damaged: offline no empty editor, online the relay’s copy, and the damaged bytes stay', async ({
  alice,
}) => {
  const address = await writesAndLeaves(alice);
  const keys = (await readRows(alice.page, address)).map(({ key }) => key);
  await flipBits(alice.page, address, keys);
  const before = await readRows(alice.page, address);

  const mend = await cutLine(alice.page);
  await alice.opens(address);
  await expect(alice.page.getByText('The copy on this device cannot be read')).toBeVisible();
  await expect(alice.page).toHaveTitle(/Registre/);
  await expect(alice.at('editor')).toBeHidden();
  const [file] = await Promise.all([
    alice.page.waitForEvent('download'),
    alice.page.getByRole('button', { name: 'Save the damaged part' }).click(),
  ]);
  const saved = JSON.parse(await readFile(await file.path(), 'utf8'));
  expect(saved.rows).toHaveLength(keys.length);
  expect([...Buffer.from(saved.rows[0].base64, 'base64')]).toEqual(before[0]?.bytes);

  mend();
  for (const paragraph of paragraphs) await alice.sees(paragraph);
  const after = await readRows(alice.page, address);
  for (const row of before) expect(after).toContainEqual(row);
});
