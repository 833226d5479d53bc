import { expect, test } from '../support/test.ts';

const timesIn = (text: string, word: string) => text.split(word).length - 1;

test('Two people write in the same document offline; both words are there once when they are back', async ({
  alice,
  bob,
}) => {
  const address = await alice.createsDocument();
  await alice.types('Début.');
  await bob.opens(address);
  await bob.sees('Début.');
  await alice.statusIs('saved');

  await alice.goesOffline();
  await bob.goesOffline();
  await alice.types(' Glycine.');
  await bob.types(' Capucine.');
  await alice.statusIs('on-device');
  await bob.statusIs('on-device');

  await alice.comesBack();
  await bob.comesBack();
  for (const person of [alice, bob]) {
    await person.sees('Glycine');
    await person.sees('Capucine');
    await person.statusIs('saved');
  }
  await expect.poll(() => bob.text()).toBe(await alice.text());
  for (const word of ['Début', 'Glycine', 'Capucine']) expect(timesIn(await alice.text(), word)).toBe(1);
});

test('A line that goes silent without closing loses nothing and is not called saved', async ({ alice, bob }) => {
  const address = await alice.createsDocument();
  await alice.types('Avant le tunnel.');
  await alice.statusIs('saved');
  await bob.opens(address);
  await bob.sees('Avant le tunnel.');

  alice.line.stall();
  await alice.types(' Sous la montagne.');
  await alice.statusIs('sending');
  alice.line.restore();
  await bob.sees('Sous la montagne.');
  await alice.statusIs('saved');
});
