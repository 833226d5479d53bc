import { setImmediate as nextTurn } from 'node:timers/promises';
import { createAckingClient } from '../support/acking-client.ts';
import { loadEditingTrace, sha256 } from '../support/editing-trace.ts';
import { newDocumentId } from '../support/new-document-id.ts';
import { expect, test } from '../support/test.ts';
import { waitUntil } from '../support/wait-until.ts';

test('A paper typed key by key is confirmed, survives a kill of the relay, and is read back to the letter', async ({
  relay,
}) => {
  test.setTimeout(180_000);
  const trace = await loadEditingTrace();
  console.log(`Editing trace: ${trace.name}, ${trace.edits.length} keys`);
  const room = newDocumentId();
  const author = createAckingClient({ syncUrl: relay.syncUrl, room });
  author.connect();
  await waitUntil('the author has joined', () => author.isSynced);
  const text = author.doc.getText('trace');
  for (const [index, [position, deleted, inserted]] of trace.edits.entries()) {
    if (deleted > 0) text.delete(position, deleted);
    if (inserted !== '') text.insert(position, inserted);
    if (index % 500 === 0) await nextTurn();
  }
  await waitUntil('every key is confirmed', () => author.confirmed === author.written, 120_000);
  expect(author.written).toBeGreaterThanOrEqual(trace.edits.length);
  author.close();

  await relay.kill();
  await relay.restart();
  const reader = createAckingClient({ syncUrl: relay.syncUrl, room });
  reader.connect();
  await waitUntil('a newcomer has read it all', () => reader.isSynced, 60_000);
  expect(sha256(reader.doc.getText('trace').toString())).toBe(trace.finalSha256);
  reader.close();
});
