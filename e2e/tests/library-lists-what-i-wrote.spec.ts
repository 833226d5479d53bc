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

test('A document is deleted after a question, and stays when the answer is no', async ({ alice, bob }) => {
  const address = await alice.createsDocument();
  await alice.gives('À supprimer');
  await alice.types('Encore chez Bob.');
  await alice.statusIs('saved');
  await bob.opens(address);
  await bob.sees('Encore chez Bob.');

  await alice.opens('/');
  const question = alice.page.getByRole('alertdialog');
  const asks = async () => {
    await alice.page.getByRole('button', { name: /actions .*À supprimer/i }).click();
    await alice.page.getByRole('menuitem', { name: /delete/i }).click();
    await expect(question).toBeVisible();
  };
  await asks();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);
  await expect(alice.at('document-link')).toHaveCount(1);

  await asks();
  await question.getByRole('button', { name: /delete/i }).click();
  await expect(alice.at('document-link')).toHaveCount(0);
  await alice.page.reload();
  await expect(alice.at('new-document').first()).toBeVisible();
  await expect(alice.at('document-link')).toHaveCount(0);

  // Gone from this device, and from no other.
  await bob.page.reload();
  await bob.sees('Encore chez Bob.');
});
