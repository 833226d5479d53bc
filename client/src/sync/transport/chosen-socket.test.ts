import { encodeParcel, noFrames, parcelContentType } from '@ecritoire/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Post } from './ask-relay.ts';
import { ChosenSocket } from './chosen-socket.ts';
import type { TransportChoice } from './transport-choice.ts';

/** What the network does to a WebSocket is moved by hand. */
class BlockedSocket {
  static readonly all: BlockedSocket[] = [];
  binaryType = '';
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor() {
    BlockedSocket.all.push(this);
  }
  close(): void {
    this.readyState = 3;
  }
  isRefused(): void {
    this.readyState = 3;
    this.onclose?.({ code: 1006 });
  }
  opens(): void {
    this.readyState = 1;
    this.onopen?.();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  BlockedSocket.all.length = 0;
  vi.stubGlobal('WebSocket', BlockedSocket);
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const url = 'wss://relay.test/sync/room?ext=1';

/** The relay, as far as a session opens and nothing is said in it. */
const relayAnswers: Post = async (asked, _body, signal) => {
  const query = new URL(asked).searchParams;
  if (!query.has('seq'))
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const session = query.get('session') ?? '';
  const parcel = encodeParcel({ session, type: 'taken', number: Number(query.get('seq')), frames: noFrames });
  return new Response(parcel.slice(), { headers: { 'Content-Type': parcelContentType } });
};
const nobodyAnswers: Post = () => Promise.reject(new TypeError('Failed to fetch'));
const signInPage: Post = async () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } });

function openChosen(post: Post, first: 'websocket' | 'http' = 'websocket') {
  const said: string[] = [];
  const choice: TransportChoice = {
    first: () => first,
    webSocketOpened: () => said.push('websocket opened'),
    webSocketBlocked: () => said.push('websocket blocked'),
    httpOpened: () => {
      said.push('http opened');
      return () => said.push('http left');
    },
  };
  const asked: string[] = [];
  const socket = new ChosenSocket({
    url,
    choice,
    post: (address, body, signal) => {
      // Never two at once.
      for (const { readyState } of BlockedSocket.all) expect(readyState).toBe(3);
      asked.push(address);
      return post(address, body, signal);
    },
  });
  socket.onopen = () => said.push(`open over ${socket.transport}`);
  socket.onclose = ({ code }) => said.push(`closed ${code}`);
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { socket, said, asked, settle };
}

const webSocketAt = (index: number): BlockedSocket => {
  const socket = BlockedSocket.all[index];
  if (socket === undefined) throw new Error('No WebSocket was tried');
  return socket;
};

describe('a line over what passes', () => {
  it('[T8] a WebSocket that opens is used, and HTTP is not asked', async () => {
    const { said, asked, settle } = openChosen(relayAnswers);
    webSocketAt(0).opens();
    await settle();
    expect([said, asked]).toEqual([['websocket opened', 'open over websocket'], []]);
  });

  it('[T8] one that is refused is followed by HTTP, and the device learns of it', async () => {
    const { socket, said, asked, settle } = openChosen(relayAnswers);
    webSocketAt(0).isRefused();
    expect(socket.readyState).toBe(0);
    await settle();
    expect(said).toEqual(['websocket blocked', 'http opened', 'open over http']);
    expect(asked[0]).toMatch(/^https:\/\/relay\.test\/sync-http\/room\?ext=1&session=[\w-]{22}&seq=0$/);
  });

  it('[T8] one that is swallowed is given up after 8 s', async () => {
    const { said } = openChosen(relayAnswers);
    await vi.advanceTimersByTimeAsync(7_900);
    expect(said).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(said).toEqual(['websocket blocked', 'http opened', 'open over http']);
  });

  it('[T8] one that opens and says nothing for 10 s ends, and the device learns of it', async () => {
    const { said } = openChosen(relayAnswers);
    webSocketAt(0).opens();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(said.slice(2)).toEqual(['websocket blocked', 'closed 1006']);
  });

  it('[T8] without a network nothing is learnt', async () => {
    const { socket, said, settle } = openChosen(nobodyAnswers);
    webSocketAt(0).isRefused();
    await settle();
    expect([said, socket.isIntercepted, socket.readyState]).toEqual([['closed 1006'], false, 3]);
  });

  it('[T6] a page in the place of the relay is no relay, and is known for what it is', async () => {
    const { socket, said, settle } = openChosen(signInPage);
    webSocketAt(0).isRefused();
    await settle();
    expect([said, socket.isIntercepted]).toEqual([['closed 1006'], true]);
  });

  it('[T8] where HTTP came first and fails, a WebSocket is tried', async () => {
    const { said, settle } = openChosen(nobodyAnswers, 'http');
    await settle();
    webSocketAt(0).opens();
    expect(said).toEqual(['websocket opened', 'open over websocket']);
  });

  it('[T8] one that is closed in between tries nothing more', async () => {
    const { socket, said, asked, settle } = openChosen(relayAnswers);
    socket.close();
    await settle();
    expect([said, asked]).toEqual([[], []]);
  });
});
