import { expect, keepsProgram, test } from '../support/test.ts';

test('A reload right after the last key brings every word back', async ({ alice }) => {
  await alice.createsDocument();
  await alice.gives('Relecture');
  await alice.types('Une phrase entière, tapée d’un trait.');
  await alice.statusIs('saved');
  await alice.page.reload();
  await alice.sees('Une phrase entière, tapée d’un trait.');
  await alice.seesTitle('Relecture');
});

test('Words on this device survive a reload without the relay', async ({ arrives, relay }) => {
  const alice = await arrives(keepsProgram);
  await alice.createsDocument();
  await alice.canStartOffline();
  await relay.kill();
  await alice.types('Écrit sans serveur.');
  await alice.statusIs('on-device');
  await alice.page.reload();
  await alice.sees('Écrit sans serveur.');
});

test('[D24] A word that no frame has shown is on the device when the page is left', async ({ arrives }) => {
  const alice = await arrives(keepsProgram);
  await alice.createsDocument();
  await alice.canStartOffline();
  await alice.goesOffline();
  await alice.types('Juste avant ');
  await alice.statusIs('on-device');
  await alice.page.evaluate(() => {
    // No frame and no timer comes any more: what is not written when the page is left is not written.
    window.requestAnimationFrame = () => 0;
    Object.assign(window, { setTimeout: () => 0 });
    document.execCommand('insertText', false, 'de partir.');
    location.reload();
  });
  await alice.page.waitForEvent('load');
  await alice.sees('Juste avant de partir.');
});

test('Opening and closing a document again and again changes nothing in it', async ({ alice }) => {
  await alice.createsDocument();
  await alice.types('Immuable');
  await alice.statusIs('saved');
  const text = await alice.text();
  for (let round = 0; round < 5; round += 1) {
    await alice.page.reload();
    await alice.statusIs('saved');
    expect(await alice.text()).toBe(text);
  }
});
