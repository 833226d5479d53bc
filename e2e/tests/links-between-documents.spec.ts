import AxeBuilder from '@axe-core/playwright';
import { seesTheKey } from '../support/keyboard.ts';
import { sitDown } from '../support/person.ts';
import { expect, keepsProgram, test } from '../support/test.ts';

test('A document is linked to, followed and renamed with the keyboard alone and no network, and its new title shows', async ({
  arrives,
}) => {
  const alice = await arrives(keepsProgram);
  const { page } = alice;
  const editor = alice.at('editor');
  const budget = await alice.createsDocument();
  await alice.gives('Budget 2027');
  await alice.statusIs('saved');
  const notes = await alice.createsDocument();
  await alice.gives('Notes');
  await alice.statusIs('saved');
  await alice.canStartOffline();
  await alice.goesOffline();

  await alice.types('See [[bud');
  const option = page.getByRole('option', { name: 'Budget 2027' });
  await expect(option).toHaveAttribute('aria-selected', 'true');
  expect(await editor.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual(
    [],
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(editor).not.toHaveAttribute('aria-activedescendant');
  await page.keyboard.type(' first');

  for (const _letter of ' first') {
    await page.keyboard.press('ArrowLeft');
    // The editor hears of a caret that the browser moved in a task of its own.
    await seesTheKey(page);
  }
  await page.keyboard.press('Alt+Enter');
  await page.waitForURL(`**${budget}`);
  await alice.seesTitle('Budget 2027');
  const linkedFrom = alice.at('linked-from');
  await expect(linkedFrom.getByRole('link', { name: 'Notes' })).toBeVisible({ timeout: 20_000 });
  await expect(linkedFrom).toContainText('See Budget 2027 first');
  await alice.gives('Budget 2028');
  await alice.statusIs('on-device');
  await page.goBack();
  await page.waitForURL(`**${notes}`);
  await expect(editor.getByRole('link')).toHaveText(/Budget 2028/);
  await expect(editor.getByText('Budget 2027')).toBeHidden();
  await expect(editor).toBeFocused();

  // The caret is where it was, and the link is one thing: what is typed is no part of it, and it goes with one key.
  await page.keyboard.type('!');
  await expect(editor).toHaveText(/Budget 2028! first$/, { useInnerText: true });
  await page.keyboard.press('ArrowLeft');
  await seesTheKey(page);
  await page.keyboard.press('Backspace');
  await expect(editor).toHaveText('See ! first', { useInnerText: true });
});

test('A link says that its document is not on this device, and fetches it when it is opened', async ({
  alice,
  browser,
}) => {
  await alice.createsDocument();
  await alice.gives('Annex');
  await alice.statusIs('saved');
  const notes = await alice.createsDocument();
  await alice.types('[[Ann');
  await alice.page.getByRole('option', { name: 'Annex', exact: true }).click();
  await alice.statusIs('saved');

  // At the same address: what another site has is for that site to say.
  const context = await browser.newContext({ locale: 'en-US' });
  const bob = await sitDown(await context.newPage(), alice.line.url);
  await bob.opens(notes);
  const link = bob.at('editor').getByRole('link');
  await expect(link.locator('.document-link')).toHaveAttribute('data-note', 'not on this device');
  await link.click();
  await bob.seesTitle('Annex');
  await bob.page.goBack();
  await expect(link).toHaveText('Annex');
  await expect(link.locator('.document-link')).not.toHaveAttribute('data-note');
  await context.close();
});

test('A link to a block leads to it, and says so politely when it is gone', async ({ arrives }) => {
  const alice = await arrives({ locale: 'fr-FR', permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = alice;
  const editor = alice.at('editor');
  await alice.createsDocument();
  await alice.types('Premier');
  for (let line = 0; line < 60; line += 1) await page.keyboard.press('Enter');
  await page.keyboard.type('Dernier');
  await page.keyboard.press('Alt+Shift+KeyL');
  await expect(page.getByText('Lien copié').first()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/d\/[^#]+#[\w-]{10}$/);
  await alice.statusIs('saved');

  await page.goto('about:blank');
  await page.goto(link);
  await expect(editor.getByText('Dernier')).toBeInViewport();
  await expect(editor).toBeFocused();
  await page.keyboard.type('Le ');
  await expect(editor.locator('p').last()).toHaveText('Le Dernier');

  await page.goto('about:blank');
  await page.goto(link.replace(/#.*/, '#aaaaaaaaaa'));
  await expect(page.getByText('Le bloc vers lequel mène ce lien n’est plus dans le document.').first()).toBeVisible();
});
