import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import type { Editor } from '@tiptap/core';
import { holdsFocus, tabTo } from '../support/keyboard.ts';
import { createOwnBrowser } from '../support/own-browser.ts';
import type { Person } from '../support/person.ts';
import { openTcpProxy } from '../support/tcp-proxy.ts';
import { type Arrives, expect, keepsProgram, test, type Visitor } from '../support/test.ts';

test.use(keepsProgram);

const sentences = 'Le car passe à huit heures. Il faut réserver. Ana appelle.';
const own = 'Transport : ';
const changed = 'were in a paragraph that was deleted meanwhile';

const timesIn = (text: string, word: string) => text.split(word).length - 1;
const tray = (person: Person) => person.at('recovery-tray');
const button = (place: Locator, name: string) => place.getByRole('button', { name, exact: true });

/** Answers the question for a name, which a first document asks. */
async function saysName({ page }: Person, name: string): Promise<void> {
  const question = page.getByRole('textbox', { name: 'Your name' });
  await question.fill(name);
  await question.press('Enter');
  await expect(question).toHaveCount(0);
}

/** Ana and Bob have three lines in common; then Ana writes in the second one, on a train. */
async function anaWritesOnATrain(arrives: Arrives): Promise<{ ana: Visitor; bob: Visitor; address: string }> {
  const ana = await arrives();
  const bob = await arrives();
  const address = await ana.createsDocument();
  await saysName(ana, 'Ana');
  await ana.types('Sortie du 12 mars\n');
  await ana.types(`${own}\n`);
  await ana.types('Fin.');
  await ana.statusIs('saved');
  await bob.opens(address);
  await saysName(bob, 'Bob');
  await bob.sees('Fin.');
  await ana.canStartOffline();
  await ana.goesOffline();
  await goToSecondLine(ana);
  await ana.page.keyboard.type(sentences);
  await ana.statusIs('on-device');
  return { ana, bob, address };
}

async function goToSecondLine(person: Person): Promise<void> {
  await person.at('editor').locator('> :nth-child(2)').click();
  await person.page.keyboard.press('End');
}

/** The words of the line that has the caret, then the paragraph that held them. */
async function deletesLine(person: Person, key: 'Backspace' | 'Delete', words: string): Promise<void> {
  const lines = person.at('editor').locator('> *');
  const count = await lines.count();
  // The browser tells the editor of a caret and of a selection a moment later; nobody's hand is as fast as a test.
  await expect(async () => {
    await person.page.keyboard.press('Home');
    await person.page.keyboard.press('Shift+End');
    await expect.poll(() => selectedWords(person), { timeout: 1_000 }).toBe(words);
  }).toPass();
  await person.page.keyboard.press(key);
  await person.page.keyboard.press(key);
  await expect(lines).toHaveCount(count - 1);
  await person.statusIs('saved');
}

/** What is selected as the editor knows it. */
const selectedWords = (person: Person): Promise<string> =>
  person.at('editor').evaluate((element: HTMLElement & { readonly editor: Editor }) => {
    const { doc, selection } = element.editor.state;
    return doc.textBetween(selection.from, selection.to);
  });

async function deletesSecondLine(person: Person): Promise<void> {
  await goToSecondLine(person);
  await deletesLine(person, 'Backspace', own);
}

async function everybodyHasThemOnce(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    await person.sees(sentences);
    await expect(tray(person)).toHaveCount(0);
    expect(timesIn(await person.text(), 'Il faut réserver')).toBe(1);
  }
}

test('Words typed in a paragraph that somebody makes a heading come back by themselves, in their place', async ({
  arrives,
}) => {
  const { ana, bob } = await anaWritesOnATrain(arrives);
  await goToSecondLine(bob);
  await bob.page.keyboard.press('ControlOrMeta+Alt+2');
  await bob.statusIs('saved');
  await ana.comesBack();
  for (const person of [ana, bob]) {
    await person.sees(`\n${own}${sentences}\n`);
    await expect(person.at('editor').locator('h3')).toContainText(sentences);
    expect(timesIn(await person.text(), 'Il faut réserver')).toBe(1);
    await person.statusIs('saved');
  }
  await expect(tray(ana)).toHaveCount(0);
  await expect(tray(bob)).toHaveCount(0);
});

test('Words of a deleted paragraph wait in the tray of everybody, through a reload, until somebody puts them back', async ({
  arrives,
}) => {
  const { ana, bob } = await anaWritesOnATrain(arrives);
  await deletesSecondLine(bob);
  await ana.comesBack();
  for (const person of [ana, bob]) {
    await expect(tray(person)).toContainText(`3 sentences by ${person === ana ? 'you' : 'Ana'} ${changed}`);
    await expect(tray(person)).toContainText(sentences);
    expect(await person.text()).not.toContain('réserver');
  }
  await ana.statusIs('saved');
  await ana.page.reload();
  await bob.page.reload();
  await expect(tray(ana)).toContainText(sentences);

  await expect(button(tray(bob), 'Put back')).toBeVisible();
  await button(tray(bob), 'Put back').click();
  await everybodyHasThemOnce([ana, bob]);
  // They are where the focus is: selected, in the text.
  expect(await bob.page.evaluate(() => String(getSelection()))).toBe(sentences);
  expect(await holdsFocus(bob.at('editor'))).toBe(true);

  await bob.page.keyboard.press('ControlOrMeta+z');
  for (const person of [ana, bob]) await expect(tray(person)).toContainText(sentences);
  await bob.page.keyboard.press('ControlOrMeta+y');
  await everybodyHasThemOnce([ana, bob]);
});

test('Words typed before the browser was killed are found when it starts again, and come back or wait', async ({
  relay,
  bob,
}) => {
  const line = await openTcpProxy(relay.port);
  const browser = await createOwnBrowser(line.url);
  try {
    const before = await browser.starts();
    const address = await before.createsDocument();
    await saysName(before, 'Ana');
    await before.types(`Sortie du 12 mars\n${own}\nFin.`);
    await before.statusIs('saved');
    await bob.opens(address);
    await saysName(bob, 'Bob');
    await bob.sees('Fin.');
    line.cut();
    await before.types(' Non, pas encore.');
    await goToSecondLine(before);
    await before.page.keyboard.type(sentences);
    await before.statusIs('on-device');
    await browser.kill();

    await deletesSecondLine(bob);
    await bob.at('editor').locator('> :nth-child(2)').click();
    await bob.page.keyboard.press('ControlOrMeta+Alt+2');
    await bob.statusIs('saved');

    line.restore();
    const ana = await browser.starts();
    await ana.opens(address);
    for (const person of [ana, bob]) {
      await person.sees('Fin. Non, pas encore.');
      // Whose they are may have died with the browser: it writes preferences to the disk some seconds later.
      await expect(tray(person)).toContainText(changed);
      await expect(tray(person)).toContainText(sentences);
    }
    await button(tray(ana), 'Put back').click();
    await everybodyHasThemOnce([ana, bob]);
  } finally {
    await browser.close();
    await line.close();
  }
});

test('The tray is reached, understood and used with the keyboard alone', async ({ arrives }) => {
  const { ana, bob } = await anaWritesOnATrain(arrives);
  await deletesSecondLine(bob);
  await ana.comesBack();
  await expect(tray(bob)).toBeVisible();
  await expect(bob.page.getByRole('region', { name: `3 sentences by Ana ${changed}.` })).toBeVisible();
  // People who come and go are announced in batches, ten seconds apart.
  await expect(bob.page.getByRole('status').filter({ hasText: '3 sentences by Ana' })).toHaveCount(1, {
    timeout: 15_000,
  });

  await bob.at('editor').focus();
  for (let step = 0; step < 8 && !(await holdsFocus(tray(bob))); step += 1) await bob.page.keyboard.press('F6');
  expect(await holdsFocus(tray(bob))).toBe(true);

  await tabTo(button(tray(bob), 'Discard'));
  await bob.page.keyboard.press('Enter');
  const question = bob.page.getByRole('alertdialog', { name: /Discard 3 sentences by Ana/ });
  await expect(question).toContainText(sentences);
  await bob.page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(tray(bob)).toContainText(sentences);

  await tabTo(button(tray(bob), 'Put back')).catch(() => undefined);
  await button(tray(bob), 'Put back').focus();
  await bob.page.keyboard.press('Space');
  await everybodyHasThemOnce([ana, bob]);
  expect(await holdsFocus(bob.at('editor'))).toBe(true);
});

test('Discarding asks, holds for everybody, and can be undone', async ({ arrives }) => {
  const { ana, bob } = await anaWritesOnATrain(arrives);
  await deletesSecondLine(bob);
  await ana.comesBack();
  await button(tray(ana), 'Discard').click();
  await button(ana.page.getByRole('alertdialog'), 'Discard').click();
  for (const person of [ana, bob]) {
    await expect(tray(person)).toHaveCount(0);
    expect(await person.text()).not.toContain('réserver');
  }
  await expect.poll(() => holdsFocus(ana.at('editor'))).toBe(true);
  await ana.page.keyboard.press('ControlOrMeta+z');
  for (const person of [ana, bob]) await expect(tray(person)).toContainText(sentences);
});

test('Several people, several paragraphs: each is decided by itself, or all at once', async ({ arrives }) => {
  const { ana, bob } = await anaWritesOnATrain(arrives);
  const eva = await arrives({ colorScheme: 'dark' });
  await eva.opens(new URL(bob.page.url()).pathname);
  await saysName(eva, 'Eva');
  await eva.sees('Fin.');
  await eva.goesOffline();
  await eva.at('editor').locator('> :first-child').click();
  await eva.page.keyboard.press('End');
  await eva.page.keyboard.type(', à Lille');
  await eva.statusIs('on-device');

  await deletesSecondLine(bob);
  await bob.at('editor').locator('> :first-child').click();
  await deletesLine(bob, 'Delete', 'Sortie du 12 mars');
  await ana.comesBack();
  await eva.comesBack();
  for (const [person, authors] of [
    [ana, 'Eva and you'],
    [bob, 'Ana and Eva'],
    [eva, 'Ana and you'],
  ] as const) {
    await expect(tray(person)).toContainText(`by ${authors}`);
    await expect(tray(person).getByRole('listitem')).toHaveCount(2);
  }
  const entry = tray(eva).getByRole('listitem').filter({ hasText: 'Lille' });
  await button(entry, 'Put back').press('Enter');
  await eva.sees(', à Lille');
  await expect.poll(() => holdsFocus(tray(eva))).toBe(true);
  await expect(tray(bob).getByRole('listitem')).toHaveCount(1);
  await button(tray(bob), 'Put back').click();
  await everybodyHasThemOnce([ana, bob, eva]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`The tray has no barrier that axe can find, and fits 320 pixels: ${colorScheme}`, async ({ arrives }) => {
    const { ana, bob } = await anaWritesOnATrain(arrives);
    await deletesSecondLine(bob);
    await ana.comesBack();
    await bob.page.emulateMedia({ colorScheme });
    await expect(tray(bob)).toContainText(sentences);
    const { violations } = await new AxeBuilder({ page: bob.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
    await bob.page.setViewportSize({ width: 320, height: 640 });
    await expect(button(tray(bob), 'Put back')).toBeInViewport();
    expect(
      await bob.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0);
  });
}
