import { expect, test } from '../support/test.ts';

test('What can be done is found by its name and done to what is selected, with the keyboard alone', async ({
  arrives,
}) => {
  const alice = await arrives({ locale: 'fr-FR' });
  const { page } = alice;
  const field = alice.at('search');
  const editor = alice.at('editor');
  await alice.createsDocument();
  await alice.types('Ordre du jour');

  // The last word.
  await page.keyboard.press('ControlOrMeta+Shift+ArrowLeft');
  await page.waitForFunction(() => String(getSelection()) === 'jour');
  // The browser tells the editor of a selection a moment later, before the next frame but one.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.keyboard.press('ControlOrMeta+/');
  await expect(field).toHaveValue('>');
  await page.keyboard.type('GRAS');
  await expect(page.getByRole('option').first()).toHaveText(/^Gras/);
  await page.keyboard.press('Enter');
  // At once: no letter is lost on the way back.
  await page.keyboard.type('soir');
  await alice.sees('Ordre du soir');
  await expect(editor.locator('strong')).toHaveText('soir');

  await page.keyboard.press('ControlOrMeta+/');
  await page.keyboard.type('reglages');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Réglages' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor).toBeFocused();
});
