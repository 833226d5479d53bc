import { holdsFocus, tabTo } from '../support/keyboard.ts';
import { expect, test } from '../support/test.ts';

test('A document is made, named, written, formatted, left and found again without a mouse', async ({ alice }) => {
  const { page } = alice;
  await alice.opens('/');
  await tabTo(alice.at('new-document').first());
  await page.keyboard.press('Enter');
  await expect(alice.at('editor')).toBeVisible();

  await tabTo(alice.at('title'));
  await page.keyboard.type('Au clavier');
  await tabTo(alice.at('editor'));
  await page.keyboard.type('Un mot ');
  await page.keyboard.press('ControlOrMeta+b');
  await page.keyboard.type('fort');
  await expect(alice.at('editor').locator('strong')).toHaveText('fort');
  await alice.statusIs('saved');

  // Out of the text and on: nobody is caught in the editor.
  await page.keyboard.press('Tab');
  expect(await holdsFocus(alice.at('editor'))).toBe(false);

  await tabTo(page.locator('a[href="/"]').first());
  await page.keyboard.press('Enter');
  await tabTo(alice.at('document-link').first());
  await page.keyboard.press('Enter');
  await alice.seesTitle('Au clavier');
  await alice.sees('Un mot fort');
});

test('What has the focus can be seen to have it', async ({ alice }) => {
  await alice.createsDocument();
  for (let stop = 0; stop < 12; stop += 1) {
    await alice.page.keyboard.press('Tab');
    const isMarked = await alice.page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return true;
      // The paper marks its focus with the caret.
      if (focused.getAttribute('role') === 'textbox' || focused instanceof HTMLInputElement) return true;
      const { outlineStyle, boxShadow } = getComputedStyle(focused);
      return outlineStyle !== 'none' || boxShadow !== 'none';
    });
    expect(isMarked, await alice.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? '')).toBe(true);
  }
});

test('A key acts where the caret is shown, on a machine too busy to say in time that it moved', async ({ arrives }) => {
  const alice = await arrives({ locale: 'fr-FR' });
  const { page } = alice;
  const editor = alice.at('editor');
  await alice.createsDocument();
  await alice.types('un deux');
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await page.keyboard.press('Control+b');
  await expect(editor.locator('strong')).toHaveText('deux');
  await page.evaluate(() => {
    const swallow = (event: Event) => event.isTrusted && event.stopImmediatePropagation();
    globalThis.addEventListener('selectionchange', swallow, { capture: true });
  });
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Backspace');
  await expect(editor.locator('p')).toHaveText('undeux');
});
