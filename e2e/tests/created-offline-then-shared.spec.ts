import { keepsProgram, test } from '../support/test.ts';

test.use(keepsProgram);

test('A document born offline is at its address for others once its author is back', async ({ alice, bob }) => {
  await alice.opens('/');
  await alice.canStartOffline();
  await alice.goesOffline();
  const address = await alice.createsDocument();
  await alice.types('Né hors ligne.');
  await alice.statusIs('on-device');

  await alice.comesBack();
  await alice.statusIs('saved');
  await bob.opens(address);
  await bob.sees('Né hors ligne.');
});

test('An address opened before its author is back fills itself when the words arrive', async ({ alice, bob }) => {
  await alice.opens('/');
  await alice.canStartOffline();
  await alice.goesOffline();
  const address = await alice.createsDocument();
  await alice.types('Attendu.');
  await alice.statusIs('on-device');

  await bob.opens(address);
  await alice.comesBack();
  await bob.sees('Attendu.');
  await bob.types(' Reçu.');
  await alice.sees('Attendu. Reçu.');
});
