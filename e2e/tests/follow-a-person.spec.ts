import { expect, test } from '../support/test.ts';

test('Alice follows Bob with her eyes only, until she types', async ({ alice, bob }) => {
  const address = await alice.createsDocument();
  await alice.types('Début');
  for (let line = 0; line < 40; line += 1) await alice.page.keyboard.press('Enter');
  await alice.page.keyboard.press('ControlOrMeta+Home');
  await bob.opens(address);
  await bob.types('fin');
  await alice.isWith(1);
  const caret = alice.at('editor').locator('.caret');
  await expect(caret).toBeAttached();
  await expect(caret).not.toBeInViewport();

  await alice.at('presence').getByRole('button').press('Enter');
  await alice.page.getByRole('button', { name: /^(Suivre|Follow) / }).press('Enter');
  await expect(caret).toBeInViewport();
  await bob.page.keyboard.press('ControlOrMeta+Home');
  await expect.poll(() => alice.page.evaluate(() => scrollY)).toBeLessThan(100);

  // Her own caret is where it was: before the first word.
  await alice.at('editor').focus();
  await alice.page.keyboard.type('Au ');
  await alice.sees('Au Début');
  const scrolledTo = await alice.page.evaluate(() => scrollY);
  await bob.types(' et plus rien');
  await alice.sees('fin et plus rien');
  expect(await alice.page.evaluate(() => scrollY)).toBe(scrolledTo);
});
