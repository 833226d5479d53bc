import { createOwnBrowser } from '../support/own-browser.ts';
import { expect, keepsProgram, test } from '../support/test.ts';

test.use(keepsProgram);

test('After one visit, a cold start without network opens the library and a document, and makes a new one', async ({
  relay,
}) => {
  test.setTimeout(90_000);
  const browser = await createOwnBrowser(relay.url);
  try {
    const before = await browser.starts();
    const address = await before.createsDocument();
    await before.gives('Carnet de route');
    await before.types('Gare de départ.');
    await before.statusIs('saved');
    await before.canStartOffline();
    await browser.kill();
    await relay.kill();

    const after = await browser.starts();
    await after.opens('/');
    await expect(after.at('document-link')).toContainText('Carnet de route');
    // The other language of the interface is on the device too.
    for (const language of ['fr', 'en']) {
      await after.opens(`/?lang=${language}`);
      await expect(after.at('document-link')).toBeVisible();
      await expect(after.page.locator('html')).toHaveAttribute('lang', language);
    }
    await after.at('document-link').first().click();
    await after.sees('Gare de départ.');
    expect(new URL(after.page.url()).pathname).toBe(address);

    await after.opens(address);
    await after.sees('Gare de départ.');
    await after.types(' Plein hiver.');
    await after.statusIs('on-device');

    const second = await after.createsDocument();
    expect(second).not.toBe(address);
    await after.types('Né dans le train.');
    await after.statusIs('on-device');
    await after.page.reload();
    await after.sees('Né dans le train.');
  } finally {
    await browser.close();
  }
});
