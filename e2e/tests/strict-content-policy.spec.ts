import { expect, test } from '../support/test.ts';

test('A session of work violates the content security policy nowhere', async ({ alice, bob, relay }) => {
  const answer = await fetch(relay.url);
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src '(none|self)'/);
  expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe-(inline|eval)/);

  const address = await alice.createsDocument();
  await alice.gives('Sous surveillance');
  await alice.types('# Titre\n- un\n- deux\n\n**gras** et `code` ');
  await alice.page.keyboard.press('ControlOrMeta+a');
  await alice.page.keyboard.press('ControlOrMeta+b');
  await bob.opens(address);
  await bob.sees('deux');
  await alice.isWith(1);
  await bob.types('Curseur visible');
  await alice.sees('Curseur visible');
  await alice.statusIs('saved');
  for (const person of [alice, bob]) {
    expect(await person.page.evaluate(() => window.seenByTest.violations)).toEqual([]);
  }

  await alice.opens('/');
  await expect(alice.at('document-link')).toBeVisible();
  expect(await alice.page.evaluate(() => window.seenByTest.violations)).toEqual([]);
});

test('A page loads nothing from anywhere else', async ({ alice }) => {
  const foreign: string[] = [];
  alice.page.context().on('request', (request) => {
    if (!request.url().startsWith(alice.line.url)) foreign.push(request.url());
  });
  await alice.createsDocument();
  await alice.types('Chez soi.');
  await alice.statusIs('saved');
  expect(foreign.filter((url) => !url.startsWith('data:') && !url.startsWith('blob:'))).toEqual([]);
});
