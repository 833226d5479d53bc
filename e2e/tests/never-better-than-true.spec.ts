import * as Y from 'yjs';
import { answerAsStockServer, interceptRelay } from '../support/stock-server.ts';
import { type Arrives, expect, test } from '../support/test.ts';

const everySocket = /\/sync\//;

test('Behind a server that confirms nothing, the best that is said is "on this device"', async ({ alice }) => {
  const doc = new Y.Doc();
  await alice.page.routeWebSocket(everySocket, (socket) => answerAsStockServer(socket, doc));
  await alice.createsDocument();
  await alice.types('Partagé, mais par qui confirmé ?');
  await expect.poll(() => doc.getXmlFragment('content').toString()).toContain('par qui confirmé ?');
  await alice.statusIs('on-device');
  expect(await alice.statesShown()).not.toContain('saved');
});

test('While the relay’s acknowledgement is on its way, the page says "sending"', async ({ alice, bob }) => {
  await alice.page.routeWebSocket(everySocket, (socket) =>
    interceptRelay(socket, (message) => (message.type === 'ack' ? undefined : message)),
  );
  const address = await alice.createsDocument();
  await alice.types('Reçu, pas encore confirmé.');
  await bob.opens(address);
  await bob.sees('Reçu, pas encore confirmé.');
  await alice.statusIs('sending');
  expect(await alice.statesShown()).not.toContain('saved');
});

test('An acknowledgement of more than was sent is not believed', async ({ alice, bob }) => {
  await alice.page.routeWebSocket(everySocket, (socket) =>
    interceptRelay(socket, (message) =>
      message.type === 'ack' ? { ...message, frames: message.frames + 1_000 } : message,
    ),
  );
  const address = await alice.createsDocument();
  await alice.types('Trop beau.');
  await bob.opens(address);
  await bob.sees('Trop beau.');
  expect(await alice.statesShown()).not.toContain('saved');
});

test('A device that cannot store says so, and the words stay on the paper and reach the relay', async ({
  arrives,
  bob,
}) => {
  const { alice, address } = await writesWithLittleRoom(arrives);
  await alice.types('Plus de place. ');
  await alice.page.keyboard.insertText('a'.repeat(500_000));
  await alice.statusIs('error');
  await alice.sees('Plus de place.');
  await bob.opens(address);
  await bob.sees('Plus de place.');
});

test('Words that neither the device nor the relay has are still there after a look at the library', async ({
  arrives,
}) => {
  const { alice, address, getsRoom } = await writesWithLittleRoom(arrives);
  await alice.goesOffline();
  await alice.page.keyboard.insertText('a'.repeat(500_000));
  await alice.types(' Nulle part ailleurs.');
  await alice.statusIs('error');

  await alice.page.locator('a[href="/"]').first().click();
  await alice.page.locator(`[data-testid="document-link"][href="${address}"]`).click();
  await alice.sees('Nulle part ailleurs.');
  await getsRoom();
  // The next attempt is at most 8 s away.
  await expect(alice.at('sync-status')).toHaveAttribute('data-state', 'on-device', { timeout: 20_000 });
  await alice.comesBack();
  await alice.statusIs('saved');
});

/** Somebody in a new document, on a device that has room for it and little else until `getsRoom`. */
async function writesWithLittleRoom(arrives: Arrives) {
  const alice = await arrives();
  await alice.opens('/healthz');
  const browser = await alice.page.context().newCDPSession(alice.page);
  const hasRoomFor = (quotaSize: number) =>
    browser.send('Storage.overrideQuotaForOrigin', { origin: alice.line.url, quotaSize });
  await hasRoomFor(300_000);
  const address = await alice.createsDocument();
  await alice.statusIs('saved');
  return { alice, address, getsRoom: () => hasRoomFor(50_000_000) };
}
