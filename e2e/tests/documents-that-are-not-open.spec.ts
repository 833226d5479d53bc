import { createAckingClient } from '../support/acking-client.ts';
import { type Person, sitDown } from '../support/person.ts';
import type { Relay } from '../support/relay.ts';
import { expect, keepsProgram, test, type Visitor } from '../support/test.ts';
import { waitUntil } from '../support/wait-until.ts';

test.use(keepsProgram);

const count = 4;

/** Documents with a title, written by somebody whose page of each is closed again. */
async function writesDocuments(person: Visitor): Promise<string[]> {
  const rooms: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    rooms.push((await person.createsDocument()).slice('/d/'.length));
    await person.gives(`Note ${number}`);
    await person.statusIs('saved');
  }
  await person.canStartOffline();
  return rooms;
}

/** What somebody else does meanwhile. */
async function changesAll(relay: Relay, rooms: readonly string[], word: string): Promise<void> {
  for (const room of rooms) {
    const other = createAckingClient({ syncUrl: relay.syncUrl, room });
    other.connect();
    await waitUntil('the other is there', () => other.isSynced);
    other.doc.getText('title').insert(0, `${word} `);
    await waitUntil('the change is on the relay', () => other.confirmed === other.written);
    other.close();
  }
}

const inStep = async ({ at }: Person) => expect(at('convergence')).toHaveAttribute('data-state', 'upToDate', slowly);
const slowly = { timeout: 20_000 };

const titlesOf = ({ at }: Person) => at('document-link').allTextContents();

test('[C1][C10] What the others changed meanwhile is here after coming back, without opening anything', async ({
  relay,
  alice,
}) => {
  const rooms = await writesDocuments(alice);
  await alice.opens('/');
  await inStep(alice);
  await alice.goesOffline();
  await expect(alice.at('convergence')).toHaveAttribute('data-state', 'offline');
  await changesAll(relay, rooms, 'Revu');

  await alice.comesBack();
  await inStep(alice);
  const expected = [4, 3, 2, 1].map((number) => `Revu Note ${number}`);
  await expect.poll(() => titlesOf(alice)).toEqual(expected);

  await alice.goesOffline();
  for (const room of rooms.slice(0, 2)) {
    await alice.opens(`/d/${room}`);
    await alice.statusIs('on-device');
    await expect.poll(() => alice.at('title').inputValue()).toMatch(/^Revu Note/);
  }
});

test('[C4][C6] A pause is remembered, a relay that is killed in the middle is waited for, and a closed page goes on', async ({
  relay,
  alice,
}) => {
  const rooms = await writesDocuments(alice);
  await changesAll(relay, rooms, 'Un');
  await alice.opens('/');
  await alice.at('convergence').click();
  await alice.page.getByRole('button', { name: 'Pause' }).click();
  await alice.page.keyboard.press('Escape');
  await expect(alice.at('convergence')).toBeFocused();
  await alice.page.reload();
  await expect(alice.at('convergence')).toHaveAttribute('data-state', 'paused', slowly);

  await changesAll(relay, rooms, 'Deux');
  await relay.kill();
  await alice.at('convergence').focus();
  await alice.page.keyboard.press('Enter');
  await alice.page.getByRole('button', { name: 'Go on' }).focus();
  await alice.page.keyboard.press('Enter');
  await expect(alice.at('convergence')).toHaveAttribute('data-state', 'unreachable', slowly);
  await relay.restart();
  await inStep(alice);
  await expect
    .poll(async () => (await titlesOf(alice)).filter((title) => title.startsWith('Deux')))
    .toHaveLength(count);
});

test('[C9] The next window goes on where the one that saw to the documents was closed in the middle, and nothing is lost', async ({
  relay,
  alice,
}) => {
  const rooms = await writesDocuments(alice);
  const [first = ''] = rooms;
  await alice.goesOffline();
  await alice.opens(`/d/${first}`);
  await alice.types('Écrit hors ligne.');
  await alice.statusIs('on-device');
  await alice.opens('/');
  await expect(alice.at('convergence')).toHaveAttribute('data-state', 'offline', slowly);
  const next = await sitDown(await alice.page.context().newPage(), alice.line.url);
  await next.opens('/');
  await expect(next.at('convergence')).toHaveAttribute('data-state', 'offline', slowly);
  await changesAll(relay, rooms, 'Revu');

  await relay.kill();
  await alice.comesBack();
  for (const { at } of [alice, next])
    await expect(at('convergence')).toHaveAttribute('data-state', 'unreachable', slowly);
  await alice.page.close();
  await relay.restart();
  await inStep(next);
  await expect.poll(() => titlesOf(next)).toHaveLength(count);
  await expect.poll(async () => (await titlesOf(next)).every((title) => title.startsWith('Revu'))).toBe(true);

  const other = createAckingClient({ syncUrl: relay.syncUrl, room: first });
  other.connect();
  await waitUntil('the other has it', () => other.isSynced);
  expect(other.doc.getXmlFragment('content').toString()).toContain('Écrit hors ligne.');
  other.close();
});
