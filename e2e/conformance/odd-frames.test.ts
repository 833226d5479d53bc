import { closeCodes, decodeMessage, encodeMessage, keepAliveFrame } from '@ecritoire/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { createRecordedLine } from '../support/recorded-line.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scripted-server.ts';
import { waitUntil } from '../support/wait-until.ts';

/**
 * What the relay may rely on in the stock client y-websocket 3.1.0. None of these tests touches the relay: when one
 * of them fails after an upgrade, a rule that it names needs a second thought.
 */

let server: ScriptedServer;
let stop: () => void;

beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(async () => {
  stop();
  await server.close();
});

/** A stock client that is connected, and has said all it says by itself. */
async function connectStockClient() {
  const doc = new Y.Doc();
  const line = createRecordedLine();
  const provider = new WebsocketProvider(server.url, 'room', doc, {
    WebSocketPolyfill: line.WebSocket,
    disableBc: true,
    maxBackoffTime: 10,
  });
  const events: string[] = [];
  const spies = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')] as const;
  for (const spy of spies) spy.mockImplementation(() => undefined).mockClear();
  stop = () => {
    provider.destroy();
    doc.destroy();
    for (const spy of spies) spy.mockRestore();
  };
  // Its SyncStep1 and its own awareness.
  await waitUntil('the client said hello', () => server.heard.length === 2);
  doc.on('update', () => events.push('document'));
  provider.awareness.on('update', () => events.push('awareness'));
  provider.on('sync', (isSynced) => events.push(`sync ${isSynced}`));
  const [errors, warnings] = spies;
  return { doc, line, provider, events, errors, warnings };
}

/** Sends the frames; resolves to what the client said meanwhile. */
async function send(...frames: readonly (Uint8Array | string)[]): Promise<readonly Uint8Array[]> {
  const before = server.heard.length;
  for (const frame of frames) server.socket().send(frame);
  // The transport's echo says that everything sent before was dealt with.
  const echoed = Promise.withResolvers<void>();
  server.socket().once('pong', () => echoed.resolve());
  server.socket().ping();
  await echoed.promise;
  return server.heard.slice(before);
}

const word = (text: string): Uint8Array => {
  const doc = new Y.Doc();
  doc.getText('content').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
};
const awarenessOf = (state: string): Uint8Array => {
  const update = [1, 9, 1, state.length, ...Buffer.from(state)];
  return Uint8Array.of(1, update.length, ...update);
};
const update = (bytes: Uint8Array): Uint8Array => encodeMessage({ type: 'update', update: bytes });
const stateVector = encodeMessage({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });

interface OddFrame {
  readonly frame: Uint8Array | string;
  /** Thrown out of `onmessage`: uncaught in a page. */
  readonly throws?: RegExp;
  readonly complains?: RegExp;
  readonly warns?: boolean;
  readonly events?: readonly string[];
  /** First two bytes of what comes back. */
  readonly replies?: readonly (readonly number[])[];
}

const oddFrames: Readonly<Record<string, OddFrame>> = {
  '[A1] an extension frame it did not ask for': { frame: Uint8Array.of(110, 1, 0), complains: /Unable to compute/ },
  '[R10] an unknown type': { frame: Uint8Array.of(100, 1, 0), complains: /Unable to compute/ },
  'type 4': { frame: Uint8Array.of(4, 0), complains: /Unable to compute/ },
  'auth with an unknown subtype 1': { frame: Uint8Array.of(2, 1, 0) },
  'auth with an unknown subtype 77': { frame: Uint8Array.of(2, 77, 0) },
  'permission denied': { frame: encodeMessage({ type: 'permission-denied', reason: 'no' }), warns: true },
  '[W4] an unknown sync subtype': { frame: Uint8Array.of(0, 3, 0), throws: /Unknown message type/ },
  '[R10] an empty frame': { frame: new Uint8Array(0), throws: /Unexpected end of array/ },
  '[R10] a text frame': { frame: 'hello', throws: /Unexpected end of array/ },
  '[P5] awareness with a broken state': { frame: awarenessOf('{'), throws: /JSON/ },
  '[P5] awareness cut short': { frame: Uint8Array.of(1, 2, 1, 9), throws: /Unexpected end of array/ },
  '[R6] an update that does not decode': { frame: Uint8Array.of(0, 2, 3, 1, 1, 1), complains: /./ },
  '[R6] an update cut short': { frame: update(word('cut').subarray(0, -3)), complains: /./ },
  '[R5] the empty update': { frame: update(Uint8Array.of(0, 0)) },
  '[R5] the empty SyncStep2': {
    frame: encodeMessage({ type: 'sync-step-2', update: Uint8Array.of(0, 0) }),
    events: ['sync true'],
  },
  '[R4] an update': { frame: update(word('new')), events: ['document'] },
  '[R3] a SyncStep1': { frame: stateVector, replies: [[0, 1]] },
  '[P4] a question who is here': { frame: Uint8Array.of(3), replies: [[1]] },
  '[R8] the awareness of nobody': { frame: keepAliveFrame },
};

describe('to the stock client', () => {
  it.each(Object.entries(oddFrames))('%s does what the relay expects', async (_, odd) => {
    const client = await connectStockClient();
    client.provider.wsLastMessageReceived = 0;
    const replies = await send(odd.frame);
    expect(client.line.thrown.map(String)).toEqual(odd.throws === undefined ? [] : [expect.stringMatching(odd.throws)]);
    expect(client.errors.mock.calls.map(String)).toEqual(
      odd.complains === undefined ? [] : [expect.stringMatching(odd.complains)],
    );
    expect(client.warnings.mock.calls).toHaveLength(odd.warns === true ? 1 : 0);
    expect(client.events).toEqual(odd.events ?? []);
    const starts = odd.replies ?? [];
    expect(replies.map((reply, index) => [...reply.subarray(0, starts[index]?.length)])).toEqual(starts);
    // Whatever it was, it is a sign of life, and the connection goes on.
    expect(client.provider.wsLastMessageReceived).toBeGreaterThan(0);
    expect(server.connectionCount()).toBe(1);
    await send(update(word('afterwards')));
    expect(client.doc.getText('content').toString()).toContain('afterwards');
  });

  it('[R8] a ping of the transport is no sign of life', async () => {
    const client = await connectStockClient();
    client.provider.wsLastMessageReceived = 0;
    await send();
    expect(client.provider.wsLastMessageReceived).toBe(0);
  });

  it('[R16] a second message in a frame is lost', async () => {
    const client = await connectStockClient();
    await send(Buffer.concat([update(word('first')), update(word('second'))]));
    expect(client.doc.getText('content').toString()).toBe('first');
  });

  it('[R5] a SyncStep2 in the middle of an answer would tell it that it has everything', async () => {
    const client = await connectStockClient();
    await send(update(word('part')));
    expect(client.provider.synced).toBe(false);
    await send(encodeMessage({ type: 'sync-step-2', update: word('last part') }));
    expect(client.provider.synced).toBe(true);
  });

  it('[R3] it answers a SyncStep1 with its whole delete set, however much the asker has', async () => {
    const client = await connectStockClient();
    client.doc.getText('content').insert(0, 'erased');
    client.doc.getText('content').delete(0, 6);
    const asked = encodeMessage({ type: 'sync-step-1', stateVector: Y.encodeStateVector(client.doc) });
    const answer = decodeMessage((await send(asked)).at(-1) ?? new Uint8Array(0));
    if (!answer.ok || answer.value.type !== 'sync-step-2') throw new Error('It did not answer');
    const { structs, ds } = Y.decodeUpdate(answer.value.update);
    expect([structs.length, ds.clients.size]).toEqual([0, 1]);
  });

  const isPermanent = (code: number): boolean => code >= 4400 && code <= 4499;
  const codes = [...new Set([1000, 1008, 1009, 4000, 4205, 4408, 4429, 4499, 4500, ...Object.values(closeCodes)])];
  it.each(codes)('[R9] it treats close code %i as the relay expects', async (code) => {
    const client = await connectStockClient();
    const closed: number[] = [];
    client.provider.on('closed', (event) => closed.push(event.code));
    server.socket().close(code);
    if (isPermanent(code)) {
      await waitUntil('it heard that it is over', () => closed.length > 0);
      expect([closed, client.provider.shouldConnect]).toEqual([[code], false]);
    } else {
      await waitUntil('it came back', () => server.connectionCount() === 2);
      expect(closed).toEqual([]);
    }
  });

  it('[R12] it comes back after a connection that broke off', async () => {
    await connectStockClient();
    server.socket().terminate();
    await waitUntil('it came back', () => server.connectionCount() === 2);
  });
});
