import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../support/test.ts';

test('A block is chosen by its name behind a slash, or under Insert, and is remembered', async ({ arrives }) => {
  const alice = await arrives({ locale: 'fr-FR' });
  const { page } = alice;
  const editor = alice.at('editor');
  const barriers = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);
  await alice.createsDocument();
  await alice.types('/numerotee');
  const numbers = page.getByRole('option', { name: 'Liste numérotée' });
  await expect(numbers).toHaveAttribute('aria-selected', 'true');
  expect(await editor.getAttribute('aria-activedescendant')).toBe(await numbers.getAttribute('id'));
  expect(await barriers()).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toBeHidden();
  await page.keyboard.type('Un');
  await expect(editor.locator('ol li')).toHaveText('Un');

  await page.getByRole('button', { name: 'Insérer' }).press('Enter');
  const quote = page.getByRole('menuitem', { name: 'Citation' });
  await expect(quote).toBeVisible();
  expect(await barriers()).toEqual([]);
  await page.keyboard.type('cit');
  await expect(quote).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor).toBeFocused();
  await page.keyboard.type(' et deux');
  await expect(editor.locator('blockquote')).toHaveText('Un et deux');
  await alice.statusIs('saved');

  await page.reload();
  await expect(editor).toBeVisible();
  await alice.types(' /');
  await expect(page.getByRole('group', { name: 'Utilisés en dernier' }).getByRole('option')).toHaveText([
    'Citation>',
    'Liste numérotée1.',
  ]);
  await page.keyboard.press('Escape');
  await expect(editor.locator('blockquote')).toHaveText('Un et deux /');
});

test('A date is put in by a key, changed in place, and stands in the words of the language', async ({ arrives }) => {
  const alice = await arrives({ locale: 'fr-FR' });
  const { page } = alice;
  const editor = alice.at('editor');
  await alice.createsDocument();
  await alice.types('Réunion le ');
  await page.keyboard.press('Alt+Shift+KeyD');
  await page.keyboard.type(' à midi');
  const date = editor.locator('time');
  await expect(date).toHaveText(/^\d{1,2} \p{L}+ \d{4}$/u);
  await date.click();
  const panel = page.getByRole('dialog', { name: 'Date' });
  await expect(panel.getByLabel('Jour')).toBeFocused();
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await panel.getByLabel('Jour').fill('2027-01-04');
  await page.keyboard.press('Enter');
  await expect(date).toHaveText('4 janvier 2027');
  await expect(editor).toBeFocused();
  await expect(editor.locator('p')).toHaveText('Réunion le 4 janvier 2027 à midi');
  await page.keyboard.press('Control+z');
  await expect(date).not.toHaveText('4 janvier 2027');
  await alice.statusIs('saved');
});

test('A person who is there is mentioned by the beginning of their name', async ({ arrives }) => {
  const alice = await arrives({ locale: 'fr-FR' });
  const { page } = alice;
  const editor = alice.at('editor');
  await alice.createsDocument();
  await alice.types('Voir avec @');
  await expect(page.getByRole('listbox', { name: 'Personnes' })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.keyboard.type(' et @Zoé');
  await page.getByRole('option', { name: 'Mentionner «\u00a0Zoé\u00a0»' }).click();
  await page.keyboard.type(' demain');
  await expect(editor.locator('[data-mention]')).toHaveText([/^@\S/, '@Zoé']);
  await expect(editor.locator('p')).toHaveText(/^Voir avec @.+ et @Zoé demain$/);
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Backspace');
  await expect(editor.locator('[data-mention]')).toHaveCount(1);
});

test('A table of contents follows the headings, and leads to them without a mouse', async ({ arrives }) => {
  const alice = await arrives({ locale: 'fr-FR' });
  const { page } = alice;
  const editor = alice.at('editor');
  await alice.createsDocument();
  await alice.types('/matieres');
  await page.keyboard.press('Enter');
  const contents = editor.getByRole('navigation', { name: 'Table des matières' });
  await expect(contents).toContainText('Les titres de ce document apparaîtront ici.');
  await page.keyboard.type('# Ordre du jour');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Bonjour');
  await page.keyboard.press('Enter');
  await page.keyboard.type('## Budget');
  await expect(contents.getByRole('listitem')).toHaveText(['Ordre du jour', 'Budget']);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Tab');
  await expect(contents.getByRole('button', { name: 'Ordre du jour' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor).toBeFocused();
  await page.keyboard.type(' du lundi');
  await expect(contents.getByRole('listitem')).toHaveText(['Ordre du jour du lundi', 'Budget']);
  await contents.getByRole('button', { name: 'Budget' }).click();
  await page.keyboard.type(' 2027');
  await expect(editor.locator('h3, h2').last()).toHaveText('Budget 2027');
});
