import { setImmediate as nextTurn } from 'node:timers/promises';
import { createAckingClient } from '../support/acking-client.ts';
import { loadEditingTrace, sha256 } from '../support/editing-trace.ts';
import { newDocumentId } from '../support/new-document-id.ts';
import { joinAsStockClient } from '../support/stock-client.ts';
import { expect, test } from '../support/test.ts';
import { waitUntil } from '../support/wait-until.ts';

test('A paper typed key by key through a stock client survives a kill of the relay and is read back to the letter', async ({
  relay,
}) => {
  test.setTimeout(180_000);
  const trace = await loadEditingTrace();
  console.log(`Editing trace: ${trace.name}, ${trace.edits.length} keys`);
  const room = newDocumentId();
  const author = joinAsStockClient(relay.syncUrl, room);
  await waitUntil('the author has joined', () => author.isSynced);
  let keys = 0;
  author.doc.on('update', () => {
    keys += 1;
  });
  const text = author.doc.getText('trace');
  for (const [index, [position, deleted, inserted]] of trace.edits.entries()) {
    if (deleted > 0) text.delete(position, deleted);
    if (inserted !== '') text.insert(position, inserted);
    if (index % 500 === 0) await nextTurn();
  }
  expect(keys).toBeGreaterThanOrEqual(trace.edits.length);

  // A stock client hears of no disk. An acknowledgement stands for all that the relay appended before (rule A3).
  const witness = createAckingClient({ syncUrl: relay.syncUrl, room });
  witness.connect();
  const hasAll = () => sha256(witness.doc.getText('trace').toString()) === trace.finalSha256;
  await waitUntil('the relay has passed on every key', hasAll, 120_000);
  witness.doc.getMap('witness').set('hasAll', true);
  await waitUntil('what the relay has is on its disk', () => witness.confirmed === witness.written, 60_000);
  // Gone before the kill: nobody is left who could bring the words back.
  author.close();
  witness.close();

  await relay.kill();
  await relay.restart();
  const reader = joinAsStockClient(relay.syncUrl, room);
  await waitUntil('a newcomer is synchronised', () => reader.isSynced, 60_000);
  expect(sha256(reader.doc.getText('trace').toString())).toBe(trace.finalSha256);
  reader.close();
});
