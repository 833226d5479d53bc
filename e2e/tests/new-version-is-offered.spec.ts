import { openDeployedSite } from '../support/deployed-site.ts';
import { sitDown } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test('A new version is offered, never forced, and taking it loses nothing', async ({ browser, relay }) => {
  const site = await openDeployedSite(relay.port);
  const context = await browser.newContext({ locale: 'en-US' });
  try {
    const alice = await sitDown(await context.newPage(), site.url);
    await alice.createsDocument();
    await alice.types('Avant la mise à jour.');
    await alice.statusIs('saved');
    await alice.canStartOffline();
    // The first page is not yet in the hands of the worker.
    await alice.page.reload();
    await alice.sees('Avant la mise à jour.');
    await alice.page.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));

    site.deploysNewVersion();
    await alice.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    const offer = alice.page.getByText(/new version|newer version/i).first();
    await expect(offer).toBeVisible();
    await alice.types(' Pendant.');
    await alice.statusIs('saved');
    await expect(alice.page.locator('body')).toHaveAttribute('data-not-reloaded', '');

    await alice.page
      .getByRole('button', { name: /update|reload|use|switch|restart/i })
      .first()
      .click();
    await expect(alice.page.locator('body')).not.toHaveAttribute('data-not-reloaded', '');
    await alice.sees('Avant la mise à jour. Pendant.');
  } finally {
    await context.close();
    await site.close();
  }
});
