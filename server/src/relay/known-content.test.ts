import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anyRoom, createTestRelay, emptyUpdate, join, settle, updatesTyping, updateTyping } from '../test-relay.ts';

describe('what is known', () => {
  it('[R17] a client that comes back offers everything it has: that is acknowledged, not stored and not passed on', async () => {
    const relay = createTestRelay();
    const [writer, neighbour] = [relay.connect(), relay.connect()];
    for (const peer of [writer, neighbour]) join(peer);
    await settle();
    const doc = new Y.Doc();
    doc.getText('content').insert(0, 'written and partly deleted');
    doc.getText('content').delete(7, 12);
    writer.say({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    await settle();
    writer.leave();
    const again = relay.connect();
    await settle();
    // A stock client answers the relay's SyncStep1 with what it lacks, and always with its whole delete set.
    const known = again.messagesOf('sync-step-1')[0]?.stateVector;
    again.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc, known) });
    again.say({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    await settle();
    expect(again.messagesOf('ack').at(-1)).toEqual({ type: 'ack', frames: 2, durableOffset: 1 });
    expect(relay.log.records(anyRoom)).toBe(1);
    expect(neighbour.messagesOf('update')).toHaveLength(1);
  });

  it('[R17] a deletion that nobody knew is news, and so is one unit more than was known', async () => {
    const relay = createTestRelay();
    const peer = relay.connect();
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.getText('content').insert(0, 'text');
    doc.getText('content').delete(1, 1);
    doc.getText('content').insert(3, 's');
    for (const update of updates) {
      peer.say({ type: 'update', update });
      await settle();
    }
    peer.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc) });
    await settle();
    expect(relay.log.records(anyRoom)).toBe(3);
  });

  it('[R17] what arrives while the index is read is known afterwards', async () => {
    const relay = createTestRelay();
    const [before, during] = updatesTyping('before', 'during');
    await relay.log.append(anyRoom, before ?? emptyUpdate);
    const peer = relay.connect();
    peer.say({ type: 'update', update: during ?? emptyUpdate });
    await settle();
    peer.say({ type: 'update', update: during ?? emptyUpdate });
    peer.say({ type: 'update', update: before ?? emptyUpdate });
    await settle();
    expect(relay.log.records(anyRoom)).toBe(2);
  });

  it('[R5] [R17] after a minute in which nobody needed it an index is let go, and is read again when somebody does', async () => {
    const relay = createTestRelay();
    const peer = relay.connect();
    join(peer);
    await settle();
    // Every word by another client: a scattered document.
    const updates = Array.from({ length: 100 }, (_, word) => updateTyping(`word ${word} `));
    for (const update of updates) peer.say({ type: 'update', update });
    await settle();
    for (let second = 0; second < 61; second += 1) relay.advance(1_000);
    peer.say({ type: 'sync-step-1', stateVector: Y.encodeStateVectorFromUpdate(Y.mergeUpdates(updates)) });
    await settle();
    expect(peer.messagesOf('sync-step-2').at(-1)?.update).toEqual(emptyUpdate);
    for (const update of updates) peer.say({ type: 'update', update });
    await settle();
    expect(relay.log.records(anyRoom)).toBe(100);
  });
});
