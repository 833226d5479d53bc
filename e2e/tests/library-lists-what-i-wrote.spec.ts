import { tabTo } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

test('An empty library offers one thing to do', async ({ alice }) => {
  await alice.opens('/');
  await expect(alice.at('new-document').first()).toBeVisible();
  await expect(alice.at('document-link')).toHaveCount(0);
});

test('Documents are listed by title, the latest change first', async ({ alice }) => {
  for (const title of ['Premier', 'Deuxième', 'Troisième']) {
    await alice.createsDocument();
    await alice.gives(title);
    await alice.types(`Texte : ${title}`);
    await alice.statusIs('saved');
  }
  await alice.opens('/');
  const links = alice.at('document-link');
  await expect(links).toHaveText([/Troisième/, /Deuxième/, /Premier/]);

  await links.last().click();
  await alice.sees('Texte : Premier');
  await alice.types(' revu');
  await alice.statusIs('saved');
  await alice.opens('/');
  await expect(links).toHaveText([/Premier/, /Troisième/, /Deuxième/]);
});

test('A renamed document has its new name in the library, after a reload too', async ({ alice }) => {
  await alice.createsDocument();
  await alice.gives('Brouillon');
  await alice.statusIs('saved');
  await alice.gives('Note définitive');
  await alice.statusIs('saved');
  await alice.opens('/');
  await expect(alice.at('document-link')).toHaveText(/Note définitive/);
  await alice.page.reload();
  await expect(alice.at('document-link')).toHaveText(/Note définitive/);
});

test('A document opened by its address is in the library of whoever opened it', async ({ alice, bob }) => {
  const address = await alice.createsDocument();
  await alice.gives('Partagé');
  await bob.opens(address);
  await bob.seesTitle('Partagé');
  await bob.opens('/');
  await expect(bob.at('document-link')).toHaveAttribute('href', address);
});

test('A document is renamed from the library', async ({ alice }) => {
  const address = await alice.createsDocument();
  await alice.gives('Avant');
  await alice.statusIs('saved');
  await alice.opens('/');
  await alice.page.getByRole('button', { name: /actions .*Avant/i }).click();
  await alice.page.getByRole('menuitem', { name: 'Rename' }).click();
  await alice.page.getByRole('dialog').getByRole('textbox').fill('Après');
  await alice.page.keyboard.press('Enter');
  await expect(alice.at('document-link')).toHaveText(/Après/);
  await alice.opens(address);
  await alice.seesTitle('Après');
});

test('A document goes to the trash and back, and leaves the device only after a question', async ({ alice, bob }) => {
  const address = await alice.createsDocument();
  await alice.gives('À supprimer');
  await alice.types('Encore chez Bob.');
  await alice.statusIs('saved');
  await bob.opens(address);
  await bob.sees('Encore chez Bob.');

  const chooses = async (action: RegExp) => {
    await alice.page.getByRole('button', { name: /actions .*À supprimer/i }).click();
    await alice.page.getByRole('menuitem', { name: action }).click();
  };
  await alice.opens('/');
  await chooses(/trash/i);
  await expect(alice.at('document-link')).toHaveCount(0);
  await alice.page.getByRole('link', { name: 'Trash' }).click();
  await chooses(/put back/i);
  await expect(alice.at('document-link')).toHaveCount(0);
  await alice.page.getByRole('link', { name: 'All documents' }).click();
  await expect(alice.at('document-link')).toHaveCount(1);

  await chooses(/trash/i);
  await alice.opens('/trash');
  const question = alice.page.getByRole('alertdialog');
  await chooses(/delete/i);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);
  await expect(alice.at('document-link')).toHaveCount(1);

  await chooses(/delete/i);
  await question.getByRole('button', { name: /delete/i }).click();
  await expect(alice.at('document-link')).toHaveCount(0);
  await alice.page.reload();
  await expect(alice.page.getByRole('heading', { level: 1 })).toHaveText('Trash');
  await expect(alice.at('document-link')).toHaveCount(0);
  const kept = await alice.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => `/d/${name}`));
  expect(kept).not.toContain(address);

  // Gone from this device, and from no other.
  await bob.page.reload();
  await bob.sees('Encore chez Bob.');
});

test('Folders are made, filled, renamed and deleted with the keyboard alone, and are the same in a second window', async ({
  alice,
}) => {
  const { page } = alice;
  const address = await alice.createsDocument();
  await alice.gives('Ordre du jour');
  await alice.statusIs('saved');
  await alice.opens('/');
  await tabTo(page.getByRole('main').getByRole('button', { name: 'New folder' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Réunions');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Réunions');

  const window = await page.context().newPage();
  await window.goto(page.url());
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('Réunions');

  await alice.opens('/');
  const actions = page.getByRole('button', { name: /actions .*Ordre du jour/i });
  await tabTo(actions);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Open' })).toBeFocused();
  await page.keyboard.type('Move to…');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await page.keyboard.type('reu');
  await expect(page.getByRole('option')).toHaveText(['Réunions', /New folder/]);
  await page.keyboard.press('ControlOrMeta+a');
  // As fast as a hand that knows the name.
  await page.keyboard.type('reu');
  await page.keyboard.press('Enter');
  await expect(window.getByTestId('document-link')).toHaveAttribute('href', address);
  await expect(actions).toBeFocused();

  // What became of a folder on the way is said where it was.
  await window
    .getByRole('main')
    .getByRole('button', { name: /actions .*Réunions/i })
    .click();
  await window.getByRole('menuitem', { name: 'Delete folder' }).click();
  await window.getByRole('alertdialog').getByRole('button', { name: 'Delete the folder only' }).click();
  await expect(page.getByRole('navigation').getByText('Réunions')).toHaveCount(0);
  await expect(alice.at('document-link')).toHaveText(/Ordre du jour/);
});
