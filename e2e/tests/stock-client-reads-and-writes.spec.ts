import { joinAsStockClient } from '../support/stock-client.ts';
import { expect, test } from '../support/test.ts';

test('A stock y-websocket client reads and writes the same document as the page', async ({ alice, relay }) => {
  const address = await alice.createsDocument();
  await alice.gives('Ouvert à tous');
  await alice.types('De la page.');
  await alice.statusIs('saved');

  const stock = joinAsStockClient(relay.syncUrl, address.slice('/d/'.length));
  try {
    await expect.poll(() => stock.text()).toContain('De la page.');
    await expect.poll(() => stock.title()).toBe('Ouvert à tous');

    stock.writes('D’un autre programme.');
    await alice.sees('D’un autre programme.');
    await alice.types(' Suite.');
    await expect.poll(() => stock.text()).toContain(' Suite.');
    await alice.statusIs('saved');
  } finally {
    stock.close();
  }
});

test('A document made by a stock client opens in the page', async ({ alice, relay }) => {
  const stock = joinAsStockClient(relay.syncUrl, 'stock-document-000_000');
  try {
    stock.writes('Sans Écritoire.');
    stock.doc.getText('title').insert(0, 'Venu d’ailleurs');
    await alice.opens('/d/stock-document-000_000');
    await alice.sees('Sans Écritoire.');
    await alice.seesTitle('Venu d’ailleurs');
  } finally {
    stock.close();
  }
});
