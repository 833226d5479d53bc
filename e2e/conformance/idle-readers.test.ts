import { encodeMessage } from '@ecritoire/shared';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newDocumentId } from '../support/new-document-id.ts';
import { connectRaw, type RawClient } from '../support/raw-client.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { residentBytes } from '../support/relay-metrics.ts';
import { waitUntil } from '../support/wait-until.ts';
import { seatHonestPair } from './honest-pair.ts';

let relay: Relay;
const clients: RawClient[] = [];

beforeEach(async () => {
  relay = await startRelay();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.drop();
  await relay.close();
});

const readersCount = 100;
const documentBytes = 4 * 2 ** 20;

describe('readers that do not read', () => {
  it('[R12] a hundred of them on one large document cost little, and hold up neither their room nor another', async () => {
    const room = newDocumentId();
    const [here, elsewhere] = [
      await seatHonestPair(relay.syncUrl, room),
      await seatHonestPair(relay.syncUrl, newDocumentId()),
    ];
    const doc = new Y.Doc();
    doc.getText('other').insert(0, 'x'.repeat(documentBytes));
    const author = await connectRaw(relay.syncUrl, room);
    clients.push(author);
    author.say({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    await author.settled();
    const before = residentBytes(relay);
    for (let count = 0; count < readersCount; count += 1) {
      const reader = await connectRaw(relay.syncUrl, room);
      clients.push(reader);
      reader.pause();
      reader.sayBytes(encodeMessage({ type: 'sync-step-1', stateVector: Uint8Array.of(0) }));
    }
    await Promise.all([here.seesMore(20), elsewhere.seesMore(20)]);
    // A copy of the document for each would be 400 MiB.
    expect(residentBytes(relay) - before).toBeLessThan((readersCount * documentBytes) / 2);
    const last = await connectRaw(relay.syncUrl, room);
    clients.push(last);
    last.say({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    await waitUntil('who reads is served', () => last.messages.some(({ type }) => type === 'sync-step-2'));
    await Promise.all([here.finish(), elsewhere.finish()]);
    for (const pair of [here, elsewhere]) pair.close();
  });
});
