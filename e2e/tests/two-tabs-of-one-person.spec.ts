import { cutLine } from '../support/cut-line.ts';
import { sitDown } from '../support/person.ts';
import { expect, keepsProgram, test } from '../support/test.ts';

test('With one tab’s socket blocked and another’s open, a word reaches Bob within 2 s and no tab overstates', async ({
  alice,
  bob,
}) => {
  const address = await alice.createsDocument();
  await alice.statusIs('saved');
  await bob.opens(address);
  await bob.statusIs('saved');

  const page = await alice.page.context().newPage();
  await cutLine(page);
  const blocked = await sitDown(page, alice.line.url);
  await blocked.opens(address);
  await blocked.statusIs('on-device');

  await blocked.types('Par la fenêtre voisine.');
  await expect(bob.at('editor')).toContainText('Par la fenêtre voisine.', { timeout: 2_000 });
  await alice.statusIs('saved');
  await blocked.statusIs('on-device');
  expect(await blocked.statesShown()).not.toContain('saved');
});

test('Words typed in one tab are in the other tab, with no network at all', async ({ arrives }) => {
  const alice = await arrives(keepsProgram);
  const address = await alice.createsDocument();
  await alice.canStartOffline();
  const other = await sitDown(await alice.page.context().newPage(), alice.line.url);
  await other.opens(address);
  await other.statusIs('saved');
  await alice.goesOffline();

  await alice.types('Ici');
  await other.sees('Ici');
  await other.types(' et là');
  await alice.sees('Ici et là');
  await alice.statusIs('on-device');
  await alice.page.reload();
  await alice.sees('Ici et là');
});

test('One person in two tabs is one person to the others', async ({ alice, bob }) => {
  const address = await alice.createsDocument();
  const other = await sitDown(await alice.page.context().newPage(), alice.line.url);
  await other.opens(address);
  await bob.opens(address);
  await bob.isWith(1);
  await alice.isWith(1);
});
