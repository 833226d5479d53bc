import AxeBuilder from '@axe-core/playwright';
import * as Y from 'yjs';
import { joinAsStockClient, type StockClient } from '../support/stock-client.ts';
import { expect, test } from '../support/test.ts';

/** What a later version does to a document so that this one may only show it. */
const changes: Readonly<Record<string, (stock: StockClient) => void>> = {
  'changed with a newer version of Écritoire only': ({ doc }) =>
    doc.getMap('meta').set('schema', { version: 9, minReader: 1, minWriter: 9 }),
  'opened with a newer version of Écritoire only': ({ doc }) =>
    doc.getMap('meta').set('schema', { version: 9, minReader: 9, minWriter: 9 }),
  'needs a newer version of Écritoire': ({ doc }) => {
    const [list, item, code] = ['bulletList', 'listItem', 'codeBlock'].map((name) => new Y.XmlElement(name));
    if (list === undefined || item === undefined || code === undefined) return;
    list.insert(0, [item]);
    item.insert(0, [code]);
    code.insert(0, [new Y.XmlText('rm -rf')]);
    doc.getXmlFragment('content').push([list]);
  },
};

/** What everybody but this program has written. */
function clocksOfOthers({ doc }: StockClient): ReadonlyMap<number, number> {
  const clocks = Y.decodeStateVector(Y.encodeStateVector(doc));
  clocks.delete(doc.clientID);
  return clocks;
}

for (const [words, freeze] of Object.entries(changes))
  test(`[G4][G6] A document that "${words}" is shown, live and after a reload, and nothing writes in it`, async ({
    alice,
    bob,
    relay,
  }) => {
    const address = await alice.createsDocument();
    await alice.types('Écrit avant.');
    await alice.statusIs('saved');
    const stock = joinAsStockClient(relay.syncUrl, address.slice('/d/'.length));
    try {
      await expect.poll(() => stock.text()).toContain('Écrit avant.');
      freeze(stock);
      const before = clocksOfOthers(stock);
      await alice.statusIs('update-needed');
      await bob.opens(address);
      for (const reader of [alice, bob]) {
        const { page } = reader;
        if (reader === alice) await page.reload();
        await reader.statusIs('update-needed');
        await expect(page.getByText(words, { exact: false })).toBeVisible();
        await expect(reader.at('editor')).toBeHidden();
        await expect(page.locator('main [contenteditable=true], main textarea, main input')).toHaveCount(0);
        await page.getByText('Écrit avant.').click();
        await page.keyboard.type('Rien. ');
        await page.keyboard.press('Enter');
        await page.keyboard.press('ControlOrMeta+b');
        await page.keyboard.press('ControlOrMeta+z');
      }
      expect((await new AxeBuilder({ page: alice.page }).include('main').analyze()).violations).toEqual([]);

      // What others write goes on being shown: by then, whatever the readers had sent would have come as well.
      stock.writes('Écrit après.');
      for (const { page } of [alice, bob]) await expect(page.getByText('Écrit après.')).toBeVisible();
      expect(clocksOfOthers(stock)).toEqual(before);
      expect(stock.text()).not.toContain('Rien');
    } finally {
      stock.close();
    }
  });
