import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/test.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} (${node.failureSummary})`));
}

for (const locale of ['fr-FR', 'en-US']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`Library and document have no barrier that axe can find: ${locale}, ${colorScheme}`, async ({ arrives }) => {
      const alice = await arrives({ locale, colorScheme });
      await alice.opens('/');
      await expect(alice.at('new-document').first()).toBeVisible();
      await expect(alice.page.locator('html')).toHaveAttribute('lang', new RegExp(`^${locale.slice(0, 2)}`));
      expect(await barriers(alice.page)).toEqual([]);

      await alice.createsDocument();
      await alice.gives('Accessible');
      await alice.types('Un texte lisible par tous.');
      await alice.statusIs('saved');
      expect(await barriers(alice.page)).toEqual([]);

      await alice.opens('/');
      await expect(alice.at('document-link')).toHaveText(/Accessible/);
      expect(await barriers(alice.page)).toEqual([]);
    });
  }
}

test('What opens above the library has no barrier that axe can find', async ({ arrives }) => {
  const alice = await arrives({ locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 390, height: 800 } });
  const { page } = alice;
  await alice.createsDocument();
  await alice.gives('Procès-verbal'.padEnd(200, 'extraordinairement'));
  await alice.types('Les réunions du comité.');
  await alice.statusIs('saved');
  await alice.opens('/');
  const chooses = async (action: string) => {
    await page.getByRole('button', { name: /^Actions pour/ }).click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  for (const action of ['Déplacer vers…', 'Choisir une icône…', 'Renommer']) {
    await chooses(action);
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await barriers(page), action).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await page.keyboard.press('ControlOrMeta+k');
  for (const [question, found] of [
    ['proces', 1],
    ['introuvable', 0],
  ] as const) {
    await page.getByRole('combobox').fill(question);
    await expect(page.getByRole('option')).toHaveCount(found + 1, { timeout: 20_000 });
    expect(await barriers(page), question).toEqual([]);
  }
});

for (const width of [320, 400]) {
  test(`At ${width} pixels nothing scrolls sideways`, async ({ arrives }) => {
    const alice = await arrives({ viewport: { width, height: 640 } });
    const overflow = () =>
      alice.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await alice.opens('/');
    await expect(alice.at('new-document').first()).toBeVisible();
    expect(await overflow()).toBeLessThanOrEqual(0);

    await alice.createsDocument();
    await alice.gives('Un titre assez long pour devoir passer à la ligne sur un petit écran');
    await alice.types('Une phrase assez longue pour devoir passer à la ligne, et un-mot-'.padEnd(160, 'très-'));
    await alice.statusIs('saved');
    expect(await overflow()).toBeLessThanOrEqual(0);

    await alice.opens('/');
    await expect(alice.at('document-link')).toBeVisible();
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
}

test('The address chooses the language, before the browser does', async ({ arrives }) => {
  const alice = await arrives({ locale: 'en-US' });
  await alice.opens('/?lang=fr');
  await expect(alice.page.locator('html')).toHaveAttribute('lang', /^fr/);
});
