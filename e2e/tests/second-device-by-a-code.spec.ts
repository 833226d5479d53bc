import type { Visitor } from '../support/test.ts';
import { expect, keepsProgram, test } from '../support/test.ts';

/** The titles of the list, in its order. */
const titles = (person: Visitor) => person.at('document-link').allTextContents();

async function writes(person: Visitor, title: string, text: string): Promise<string> {
  const address = await person.createsDocument();
  await person.gives(title);
  await person.types(text);
  await person.statusIs('saved');
  await person.opens('/');
  return address;
}

const button = (person: Visitor, name: string | RegExp) => person.page.getByRole('button', { name });

async function showsCode(person: Visitor): Promise<string> {
  await button(person, 'Settings').click();
  await button(person, 'Link another device').click();
  const code = await person.at('link-code').textContent();
  return code ?? '';
}

/** Whose list is empty is offered it there, everybody else in the settings. */
async function entersCode(person: Visitor, code: string, isListEmpty = false): Promise<void> {
  if (!isListEmpty) await button(person, 'Settings').click();
  await button(person, 'Enter a code').click();
  await person.page.getByRole('textbox', { name: 'Code' }).fill(code);
  await person.page.keyboard.press('Enter');
}

async function leavesDialogs(person: Visitor): Promise<void> {
  await button(person, 'Done').click();
  await person.page.keyboard.press('Escape');
  await expect(person.page.getByRole('dialog')).toHaveCount(0);
}

test('[B21] Two devices linked by a code have one list, also of what was done without a network', async ({
  arrives,
}) => {
  const desk = await arrives(keepsProgram);
  const phone = await arrives(keepsProgram);
  await writes(desk, 'Budget', 'Au bureau.');
  const visit = (await writes(phone, 'Visite', 'Sur place.')).slice('/d/'.length);

  const code = await showsCode(desk);
  await entersCode(phone, code.toLowerCase().replaceAll(' ', '-'));
  await button(desk, 'Yes, link it').click();
  await leavesDialogs(desk);
  await leavesDialogs(phone);
  await expect.poll(() => titles(desk)).toEqual(['Visite', 'Budget']);
  await expect.poll(() => titles(phone)).toEqual(['Visite', 'Budget']);

  await desk.page.getByRole('link', { name: 'Visite' }).click();
  await desk.sees('Sur place.');
  await desk.statusIs('saved');
  await desk.opens('/');

  // Deleted for good at the desk, what the phone wrote is gone from the phone too, text and all.
  const kept = () => phone.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(await kept()).toContain(visit);
  // Left a moment after it was saved, the phone may not have noted that yet.
  await expect(phone.page.getByRole('listitem').filter({ hasText: 'Visite' }).getByText('Saved')).toBeVisible();
  await button(desk, 'Actions for “Visite”').click();
  await desk.page.getByRole('menuitem', { name: 'Move to the trash' }).click();
  await desk.opens('/trash');
  await button(desk, 'Empty the trash').click();
  await expect(desk.page.getByText('It goes from all your linked devices.')).toBeVisible();
  await button(desk, 'Delete from this device').click();
  await expect.poll(() => titles(phone)).toEqual(['Budget']);
  await expect.poll(kept).not.toContain(visit);
  await desk.opens('/');

  await desk.canStartOffline();
  await phone.canStartOffline();
  await desk.goesOffline();
  await phone.goesOffline();
  await desk.createsDocument();
  await desk.gives('Écrit dans le train');
  await desk.opens('/');
  await phone.createsDocument();
  await phone.gives('Écrit dans la cave');
  await phone.opens('/');
  await expect.poll(() => titles(phone)).toEqual(['Écrit dans la cave', 'Budget']);
  await desk.comesBack();
  await phone.comesBack();
  const all = ['Budget', 'Écrit dans la cave', 'Écrit dans le train'];
  await expect.poll(async () => (await titles(desk)).toSorted()).toEqual(all);
  await expect.poll(async () => (await titles(phone)).toSorted()).toEqual(all);

  await button(phone, 'Settings').click();
  await button(phone, 'Unlink this device').click();
  await phone.page.getByRole('alertdialog').getByRole('button', { name: 'Unlink' }).click();
  await expect(button(phone, 'Unlink this device')).toHaveCount(0);
  await phone.page.keyboard.press('Escape');
  await writes(desk, 'Seulement au bureau', 'Après.');
  await expect.poll(async () => (await titles(desk)).length).toBe(4);
  await phone.page.reload();
  await expect.poll(async () => (await titles(phone)).toSorted()).toEqual(all);
});

test('[B22] The address of a code asks before it links, and no server is told the code', async ({
  alice: desk,
  bob: phone,
  relay,
}) => {
  await writes(desk, 'Budget', 'Au bureau.');
  const code = (await showsCode(desk)).replaceAll(' ', '');
  const asked: string[] = [];
  phone.page.on('request', (request) => void asked.push(request.url()));
  phone.page.on('websocket', (socket) => void asked.push(socket.url()));
  await phone.opens(`/link#${code}`);
  await expect(phone.page.getByRole('textbox', { name: 'Code' })).toHaveValue(code);
  expect(new URL(phone.page.url()).hash).toBe('');
  await button(phone, 'Link').click();
  await button(desk, 'Yes, link it').click();
  await button(phone, 'Done').click();
  await expect.poll(() => titles(phone)).toEqual(['Budget']);

  const room = await desk.page.evaluate(() => JSON.parse(localStorage.getItem('ecritoire:library-link') ?? '{}').room);
  expect(room).toMatch(/^[\w-]{22}\.library$/);
  // The one place where the server may learn a room: the address of its line.
  expect(asked.filter((url) => url.includes(room)).every((url) => new URL(url).pathname === `/sync/${room}`)).toBe(
    true,
  );
  expect(asked.filter((url) => url.includes(code) || url.includes(code.slice(0, 9)))).toEqual([]);
  expect(relay.output.stdout).not.toContain(room.slice(0, 22));

  // Its name is no document's.
  await phone.opens(`/d/${room}`);
  await expect(phone.page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
});

test('[B21] A code that nobody shows, and one with a slip, are told apart', async ({ alice: phone }) => {
  await phone.opens('/');
  await entersCode(phone, 'ABC', true);
  await expect(phone.page.getByText('15 characters are missing.')).toBeVisible();
  await phone.page.getByRole('textbox', { name: 'Code' }).fill('000 000 000 000 000 00Z');
  await phone.page.keyboard.press('Enter');
  await expect(phone.page.getByText('Something is not right')).toBeVisible();
  await phone.page.getByRole('textbox', { name: 'Code' }).fill('000 000 000 000 000 000');
  await phone.page.keyboard.press('Enter');
  await expect(phone.page.getByText('No device shows this code now.')).toBeVisible();
});
