import { expect, test } from '../support/test.ts';

test('Words are found and replaced with the keyboard alone, and an expression without end stops', async ({
  arrives,
}) => {
  const alice = await arrives({ locale: 'fr-FR' });
  const { page } = alice;
  const count = alice.at('find-count');
  const field = alice.at('find-field');
  await alice.createsDocument();
  await alice.types(`La Réunion, une réunion. ${'a'.repeat(60)}`);

  await page.keyboard.press('ControlOrMeta+h');
  await expect(field).toBeFocused();
  await page.keyboard.type('reunion');
  await expect(count).toHaveText('1 sur 2');
  await page.keyboard.press('F3');
  await expect(count).toHaveText('2 sur 2');
  await expect(page.locator('.find-match--current')).toHaveText('réunion');
  await alice.at('replace-field').fill('séance');
  await alice.at('replace-field').press('Enter');
  await alice.sees('La Réunion, une séance.');
  await expect(count).toHaveText('1 sur 1');

  await page.getByRole('button', { name: 'Expression régulière' }).press('Enter');
  await field.fill('(a+)+$[b]');
  await expect(page.getByText('prend trop de temps')).toBeVisible({ timeout: 40_000 });
  await page.getByRole('button', { name: 'Expression régulière' }).press('Enter');
  await field.fill('une seance');
  await expect(count).toHaveText('1 sur 1');
  await field.press('Escape');
  await expect(alice.at('editor')).toBeFocused();
  await page.keyboard.type('fin');
  await alice.sees('La Réunion, fin.');
  expect(await page.evaluate(() => window.seenByTest.violations)).toEqual([]);
});
