import { closeCodes, maxDocumentBytes, nearDocumentLimitBytes, ok } from '@ecritoire/shared';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anyRoom, createTestRelay, settle, updateTyping } from '../test-relay.ts';
import { createMemoryLog } from '../update-log/memory.ts';

describe('the size of a document', () => {
  /** A log that says what a room takes, compacted. */
  function sized(bytes: number) {
    const memory = createMemoryLog();
    const contents = async () => {
      const found = await memory.contents(anyRoom);
      return found.ok ? ok({ ...found.value, bytes }) : found;
    };
    return { ...memory, contents, compact: contents };
  }

  it('[R18] near the limit its people are told, those who come later too', async () => {
    const relay = createTestRelay(sized(nearDocumentLimitBytes + 1));
    const [first, stock] = [relay.connect(), relay.connect(anyRoom, false)];
    await settle();
    expect(first.messagesOf('notice')).toEqual([{ type: 'notice', notice: 'document-near-limit', seconds: 0 }]);
    expect(stock.frames().filter((frame) => frame[0] === 110)).toEqual([]);
    expect(relay.connect().messagesOf('notice')).toHaveLength(0);
    const later = relay.connect();
    await settle();
    expect(later.messagesOf('notice')).toHaveLength(1);
    later.say({ type: 'update', update: updateTyping('still taken') });
    await settle();
    expect(later.messagesOf('ack')).toHaveLength(1);
  });

  it('[R18] a document takes 65,536 clients: more would lock out everybody who has it', async () => {
    const relay = createTestRelay();
    const peer = relay.connect();
    await settle();
    const manyClients = (first: number): Uint8Array => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, 30_000);
      for (let client = first; client < first + 30_000; client += 1)
        for (const number of [1, client, 0, 0, 1]) encoding.writeVarUint(encoder, number);
      encoding.writeVarUint(encoder, 0);
      return encoding.toUint8Array(encoder);
    };
    for (const first of [0, 30_000, 60_000]) peer.say({ type: 'update', update: manyClients(first) });
    await settle();
    expect(peer.messagesOf('reject')).toEqual([{ type: 'reject', frame: 3, reason: 'too-large' }]);
    expect(peer.closedWith()).toBe(closeCodes.tooLarge);
  });

  it('[R18] a full document takes what makes it smaller, and is measured again', async () => {
    const memory = createMemoryLog();
    let bytes = maxDocumentBytes + 1;
    const contents = async () => {
      const found = await memory.contents(anyRoom);
      return found.ok ? ok({ ...found.value, bytes }) : found;
    };
    const relay = createTestRelay({ ...memory, contents, compact: contents });
    const doc = new Y.Doc();
    doc.getText('content').insert(0, 'a long enough text');
    await memory.append(anyRoom, Y.encodeStateAsUpdate(doc));
    const peer = relay.connect();
    await settle();
    const before = Y.encodeStateVector(doc);
    doc.getText('content').insert(0, 'moved');
    doc.getText('content').delete(5, 10);
    // Both in one, as a client offers them that wrote while it was refused.
    peer.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc, before) });
    await settle();
    expect(peer.messagesOf('ack')).toHaveLength(1);
    bytes = 1000;
    relay.advance(30_000);
    doc.getText('content').delete(0, 1);
    peer.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)) });
    await settle();
    peer.say({ type: 'update', update: updateTyping('room again') });
    await settle();
    expect(peer.messagesOf('reject')).toEqual([]);
  });

  it('[R18] a full document takes deletions and nothing else', async () => {
    const relay = createTestRelay(sized(maxDocumentBytes + 1));
    const peer = relay.connect();
    await settle();
    const doc = new Y.Doc();
    doc.getText('content').insert(0, 'text');
    const before = Y.encodeStateVector(doc);
    doc.getText('content').delete(0, 2);
    peer.say({ type: 'update', update: Y.encodeStateAsUpdate(doc, before) });
    await settle();
    expect(peer.messagesOf('ack')).toHaveLength(1);
    peer.say({ type: 'update', update: updateTyping('one word more') });
    await settle();
    expect(peer.messagesOf('reject')).toEqual([{ type: 'reject', frame: 2, reason: 'too-large' }]);
    expect(peer.closedWith()).toBe(closeCodes.tooLarge);
  });
});
