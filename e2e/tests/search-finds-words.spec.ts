import type { Person } from '../support/person.ts';
import { expect, keepsProgram, test } from '../support/test.ts';

async function writes(person: Person, title: string, text: string): Promise<string> {
  const address = await person.createsDocument();
  await person.gives(title);
  await person.types(text);
  await person.statusIs('saved');
  return address;
}

const options = ({ page }: Person) => page.getByRole('option');

test('Words are found from anywhere by the keyboard, and the document opens where they stand, without a network', async ({
  arrives,
}) => {
  const alice = await arrives(keepsProgram);
  // Below the window's edge.
  const address = await writes(alice, 'Carnet', `${'\n'.repeat(40)}Les réunions du comité sont fixées au jeudi.`);
  await writes(alice, 'Autre chose', 'Rien de tel ici.');
  await alice.canStartOffline();
  await alice.page.context().setOffline(true);
  await alice.page.reload();
  await alice.at('editor').focus();
  await alice.page.keyboard.press('ControlOrMeta+k');
  await expect(alice.page.getByRole('combobox')).toBeFocused();
  await alice.page.keyboard.type('reunion comi');
  // Read a moment after it was written.
  await expect(options(alice).first()).toContainText('Les réunions du comité', { timeout: 20_000 });
  await expect(options(alice).first().locator('mark')).toHaveText(['réunions', 'comité']);
  await alice.page.keyboard.press('Enter');
  await expect(alice.page).toHaveURL(new RegExp(`${address}$`));
  await expect(alice.page.getByText('Les réunions du comité')).toBeInViewport();
  await alice.page.keyboard.type('Toutes ');
  await alice.sees('Les Toutes réunions du comité');
});

test('The library finds texts, not only titles, in two windows, and forgets a deleted document', async ({ alice }) => {
  await writes(alice, 'Budget', 'Une ligne confidentielle.');
  await alice.opens('/');
  const field = alice.at('search');
  await field.fill('confidentiel');
  await expect(alice.at('document-link')).toHaveText(['Budget'], { timeout: 20_000 });
  const second = await alice.page.context().newPage();
  await second.goto(new URL('/', alice.page.url()).href);
  await second.getByTestId('search').fill('confidentielle');
  await expect(second.getByTestId('document-link')).toHaveText(['Budget']);
  await second.close();

  await field.fill('');
  await alice.page.getByRole('button', { name: /actions .*Budget/i }).click();
  await alice.page.getByRole('menuitem', { name: 'Move to the trash' }).click();
  await alice.opens('/trash');
  await alice.page.getByRole('button', { name: 'Empty the trash' }).click();
  await alice.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(alice.at('document-link')).toHaveCount(0);
  const words = await alice.page.evaluate(async () => {
    const open = indexedDB.open('ecritoire-search-1');
    await new Promise((resolve) => {
      open.onsuccess = resolve;
    });
    const all = open.result.transaction('texts').objectStore('texts').getAll();
    await new Promise((resolve) => {
      all.onsuccess = resolve;
    });
    open.result.close();
    return JSON.stringify(all.result);
  });
  expect(words).not.toContain('confidentielle');
});
