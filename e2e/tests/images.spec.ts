import type { BrowserContextOptions } from '@playwright/test';
import type { Visitor } from '../support/test.ts';
import { expect, test } from '../support/test.ts';

/** Makes the pictures of the documentation; runs with `UPDATE_IMAGES=1` only. */
const pictureOf = (name: string) => new URL(`../../docs/images/${name}.png`, import.meta.url).pathname;

const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2, locale: 'fr-FR' };

/** Answers the question for a name, which a first document asks. */
async function saysName(visitor: Visitor, name: string): Promise<void> {
  const question = visitor.page.getByRole('textbox', { name: /votre nom|appeler/i });
  await question.fill(name);
  await question.press('Enter');
  await expect(question).toHaveCount(0);
}

async function writesMinutes(author: Visitor): Promise<string> {
  const address = await author.createsDocument();
  await saysName(author, 'Alice Martin');
  await author.gives('Conseil municipal du 12 mars');
  const lines = [
    'Présents : A. Martin, B. Leroy, C. Diallo. La séance est ouverte à 18 h 30.',
    '## Ordre du jour',
    '- Budget de la bibliothèque',
    'Travaux de l’école des Tilleuls',
    'Réseau de chaleur',
    '',
    '## Décisions',
    'Le budget de la bibliothèque est **adopté à l’unanimité**. Les travaux commencent à la fin de l’année scolaire.',
  ];
  for (const line of lines) {
    await author.types(line);
    await author.page.keyboard.press('Enter');
  }
  await author.statusIs('saved');
  return address;
}

for (const colorScheme of ['light', 'dark'] as const) {
  const suffix = colorScheme === 'dark' ? '-dark' : '';
  test(`Pictures, ${colorScheme}`, async ({ arrives }) => {
    const alice = await arrives({ ...desk, colorScheme });
    const bob = await arrives(desk);
    const address = await writesMinutes(alice);
    await bob.opens(address);
    await saysName(bob, 'Bruno Leroy');
    await bob.types('Prochaine séance : ');
    await alice.isWith(1);
    await alice.sees('Prochaine séance');
    await alice.page.screenshot({ path: pictureOf(`document${suffix}`) });

    for (const title of ['Note de service : horaires d’été', 'Compte rendu de visite']) {
      await alice.createsDocument();
      await alice.gives(title);
      await alice.types('Rédigé sur place, sans réseau, et complété au bureau.');
      await alice.statusIs('saved');
    }
    await alice.opens('/');
    await expect(alice.at('document-link')).toHaveCount(3);
    await alice.page.screenshot({ path: pictureOf(`library${suffix}`) });
  });
}

test('Picture, phone', async ({ arrives }) => {
  const alice = await arrives({ ...desk, viewport: { width: 390, height: 780 } });
  await writesMinutes(alice);
  await alice.page.screenshot({ path: pictureOf('phone') });
});
