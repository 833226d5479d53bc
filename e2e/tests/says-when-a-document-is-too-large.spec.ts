import { closeCodes, encodeMessage } from '@ecritoire/shared';
import { tabTo } from '../support/keyboard.ts';
import { interceptRelay } from '../support/stock-server.ts';
import { expect, test } from '../support/test.ts';

const everySocket = /\/sync\//;
const nearLimit = Buffer.from(encodeMessage({ type: 'notice', notice: 'document-near-limit', seconds: 0 }));

test('A document near its limit says so while everything is still saved', async ({ alice }) => {
  await alice.page.routeWebSocket(everySocket, (socket) =>
    interceptRelay(socket, (message) => {
      // The relay's own notice comes for five million bytes; the page cannot tell it from this one.
      if (message.type === 'ack') socket.send(nearLimit);
      return message;
    }),
  );
  await alice.createsDocument();
  await alice.types('Encore un peu de place.');
  await expect(alice.page.getByText('almost as large as the server allows')).toBeVisible();
  await alice.statusIs('saved');
});

test('A document that the server finds too large stays on the device, and is offered again when asked', async ({
  alice,
  bob,
}) => {
  let isFull = true;
  await alice.page.routeWebSocket(everySocket, (socket) =>
    interceptRelay(socket, (message) => {
      if (isFull && message.type === 'sync-step-1')
        void socket.close({ code: closeCodes.tooLarge, reason: 'tooLarge' });
      return message;
    }),
  );
  const address = await alice.createsDocument();
  await alice.types('Trop grand pour le serveur.');
  await expect(alice.page.getByText('larger than the server allows')).toBeVisible();
  await alice.statusIs('on-device');
  isFull = false;
  // By the keyboard alone, out of the text and back into it.
  await alice.page.keyboard.press('F6');
  await tabTo(alice.page.getByRole('button', { name: 'Try again' }));
  await alice.page.keyboard.press('Enter');
  await alice.statusIs('saved');
  await expect(alice.page.getByText('larger than the server allows')).toBeHidden();
  await bob.opens(address);
  await bob.sees('Trop grand pour le serveur.');
});
