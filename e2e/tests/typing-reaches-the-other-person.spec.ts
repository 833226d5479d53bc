import { expect, test } from '../support/test.ts';

test('What Alice types appears on Bob’s paper, and what Bob types on hers', async ({ alice, bob }) => {
  const address = await alice.createsDocument();
  await alice.types('Ordre du jour');
  await bob.opens(address);
  await bob.sees('Ordre du jour');

  await bob.types(' : budget');
  await alice.sees('Ordre du jour : budget');
  await alice.types(' et travaux');
  await bob.sees('Ordre du jour : budget et travaux');

  await alice.statusIs('saved');
  await bob.statusIs('saved');
});

test('The title reaches the other person, and the library of both', async ({ alice, bob }) => {
  const address = await alice.createsDocument();
  await alice.gives('Compte rendu du 12 mars');
  await bob.opens(address);
  await bob.seesTitle('Compte rendu du 12 mars');

  await bob.gives('Compte rendu du 13 mars');
  await alice.seesTitle('Compte rendu du 13 mars');
  for (const person of [alice, bob]) {
    await person.opens('/');
    await expect(person.at('document-link')).toContainText('Compte rendu du 13 mars');
  }
});

test('Each sees that the other is here, and where', async ({ alice, bob }) => {
  const address = await alice.createsDocument();
  await alice.isWith(0);
  await bob.opens(address);
  await alice.isWith(1);
  await bob.isWith(1);

  await bob.types('ici');
  await expect(alice.at('editor').locator('.ProseMirror-widget')).toBeAttached();

  await bob.page.close();
  await alice.isWith(0);
});

test('Somebody who was away is seen again by the others', async ({ alice, bob }) => {
  const address = await alice.createsDocument();
  await bob.opens(address);
  await alice.isWith(1);
  await bob.goesOffline();
  await alice.isWith(0);
  await bob.comesBack();
  await alice.isWith(1);
});
