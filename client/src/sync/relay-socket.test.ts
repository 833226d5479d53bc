import { encodeMessage, type Message } from '@ecritoire/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { afterFrame } from '../after-frame.ts';
import { stubPage } from '../fake-page.ts';
import { createRelaySocketClass, type RelaySocket } from './relay-socket.ts';
import { ChosenSocket } from './transport/chosen-socket.ts';

const step1 = { type: 'sync-step-1', stateVector: Uint8Array.of(0) } as const;
const step2 = { type: 'sync-step-2', update: Uint8Array.of(0, 0) } as const;
const caret = { type: 'awareness', update: Uint8Array.of(0) } as const;
const letter = (number: number) => ({ type: 'update', update: Uint8Array.of(number, 0) }) as const;

/** Of both ends of the line, as text. */
let counted: string[];
let left: string[];
let frames: (() => void)[];
let breakLine: () => void;
const text = (frame: Uint8Array) => frame.toString();
const textOf = (...messages: readonly Message[]) => messages.map((message) => text(encodeMessage(message)));

beforeEach(() => {
  stubPage();
  counted = [];
  left = [];
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  vi.stubGlobal(
    'WebSocket',
    class {
      static readonly OPEN = 1;
      static readonly CLOSED = 3;
      readyState = 1;
      onopen: ((event: object) => void) | null = null;
      onclose: ((event: object) => void) | null = null;
      constructor() {
        breakLine = () => {
          this.onopen?.({});
          this.readyState = 3;
          this.onclose?.({ code: 1006, reason: '', wasClean: false });
        };
      }
      send(frame: Uint8Array) {
        // As strict as it may be: browsers say nothing, stand-ins do.
        if (this.readyState !== 1) throw new DOMException('Not open', 'InvalidStateError');
        left.push(text(frame));
      }
      close = () => left.push('closed');
    },
  );
});
afterEach(() => {
  frameIsMade();
  vi.unstubAllGlobals();
});

const frameIsMade = () => {
  for (const draw of frames.splice(0)) draw();
};

function openLine(): RelaySocket & { close(): void } {
  const choice = {
    first: () => 'websocket' as const,
    webSocketOpened: () => undefined,
    webSocketBlocked: () => undefined,
    httpOpened: () => () => undefined,
  };
  const post = () => Promise.reject(new Error('no HTTP here'));
  const RelaySocketClass = createRelaySocketClass(
    {
      delayBeforeOpeningMs: () => 0,
      opened: () => undefined,
      sent: (frame) => counted.push(text(frame)),
      received: () => undefined,
      closed: () => undefined,
    },
    (url) => new ChosenSocket({ url, choice, post }),
    () => undefined,
  );
  const socket = new RelaySocketClass('ws://relay.test/sync/room');
  socket.openNow();
  return socket;
}

const sends = (socket: RelaySocket, ...messages: readonly Message[]) => {
  for (const message of messages) socket.send(encodeMessage(message));
};

function largeUpdate(): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('title').insert(0, 'x'.repeat(200_000));
  return Y.encodeStateAsUpdate(doc);
}

describe('what is sent to the relay', () => {
  it('[D24] a key and its caret wait for their frame, and count as sent and unconfirmed meanwhile', async () => {
    const socket = openLine();
    sends(socket, letter(1), caret, letter(2));
    expect(counted).toEqual(textOf(letter(1), caret, letter(2)));
    expect(left).toEqual([]);
    frameIsMade();
    await vi.waitFor(() => expect(left).toEqual(textOf(letter(1), caret, letter(2))));
    socket.close();
  });

  it.each([step1, step2])('[S1] $type does not wait, and overtakes nothing', async (handshake) => {
    const socket = openLine();
    sends(socket, letter(1), handshake);
    expect(left).toEqual(textOf(letter(1), handshake));
    sends(socket, letter(2));
    frameIsMade();
    await vi.waitFor(() => expect(left).toEqual(textOf(letter(1), handshake, letter(2))));
    socket.close();
  });

  it('[D18] the last words leave before the line is closed', () => {
    const socket = openLine();
    sends(socket, letter(1));
    socket.close();
    expect(left).toEqual([...textOf(letter(1)), 'closed']);
  });

  it('[D24] a line that goes before the frame is made takes nothing more, and nothing fails', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const socket = openLine();
    sends(socket, letter(1));
    const frame = new Promise<void>((resolve) => afterFrame(resolve));
    breakLine();
    frameIsMade();
    await frame;
    expect(reported).not.toHaveBeenCalled();
    expect(left).toEqual([]);
    expect(counted).toEqual(textOf(letter(1)));
    socket.close();
  });

  it('[S10] a large change waits with its pieces', async () => {
    const socket = openLine();
    const large = { type: 'update', update: largeUpdate() } as const;
    sends(socket, large);
    expect(counted.length).toBeGreaterThan(1);
    expect(left).toEqual([]);
    frameIsMade();
    await vi.waitFor(() => expect(left).toEqual(counted));
    socket.close();
  });
});
