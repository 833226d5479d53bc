import {
  type Carried,
  decodeParcel,
  encodeParcel,
  MessageReader,
  maxCarriedBytes,
  noFrames,
  parcelContentType,
} from '@ecritoire/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Post } from './ask-relay.ts';
import { HttpSocket } from './http-socket.ts';

/** What the page sent without waiting, by the number of the piece. */
let sentLast: { number: number; carried: readonly Carried[] }[];
let goes: () => void;
let beaconTakesBytes: number;

beforeEach(() => {
  sentLast = [];
  beaconTakesBytes = 64 * 1024;
  const page = new EventTarget();
  goes = () => page.dispatchEvent(new Event('pagehide'));
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('navigator', {
    onLine: true,
    sendBeacon(url: string, body: Blob) {
      if (body.size > beaconTakesBytes) return false;
      const number = Number(new URL(url).searchParams.get('seq'));
      void body.arrayBuffer().then((bytes) => sentLast.push({ number, carried: carriedIn(new Uint8Array(bytes)) }));
      return true;
    },
  });
});

afterEach(() => vi.unstubAllGlobals());

function carriedIn(body: Uint8Array): readonly Carried[] {
  const parcel = decodeParcel(body);
  if (!parcel.ok) throw new Error(parcel.error);
  const carried = new MessageReader(maxCarriedBytes).read(parcel.value.frames);
  if (!carried.ok) throw new Error(carried.error);
  return carried.value;
}

/** A relay that takes the first piece and is slow after that. */
async function openSlowly(): Promise<HttpSocket> {
  const post: Post = async (url, _body, signal) => {
    const query = new URL(url).searchParams;
    if (query.get('seq') !== '0')
      return new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)));
    const parcel = { session: query.get('session') ?? '', type: 'taken', number: 0, frames: noFrames } as const;
    return new Response(new Uint8Array(encodeParcel(parcel)), { headers: { 'Content-Type': parcelContentType } });
  };
  const socket = new HttpSocket('ws://relay.example/sync/room', post);
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  return socket;
}

const frame = (word: string): Uint8Array => new TextEncoder().encode(word);
const told = () =>
  sentLast
    .sort((a, b) => a.number - b.number)
    .map(({ number, carried }) => [
      number,
      ...carried.map((one) => (one.type === 'message' ? new TextDecoder().decode(one.bytes) : one.type)),
    ]);

describe('a page that goes', () => {
  it('[T10] says goodbye', async () => {
    await openSlowly();
    goes();
    await vi.waitFor(() => expect(told()).toEqual([[1, 'close']]));
  });

  it('[T10] sends what is under way once more, what waits, and goodbye', async () => {
    const socket = await openSlowly();
    socket.send(frame('under way'));
    await Promise.resolve();
    socket.send(frame('waits'));
    goes();
    await vi.waitFor(() =>
      expect(told()).toEqual([
        [1, 'under way'],
        [2, 'waits', 'close'],
      ]),
    );
  });

  it('[T10] says goodbye where the rest is more than the browser takes', async () => {
    const socket = await openSlowly();
    socket.send(frame('under way'));
    await Promise.resolve();
    socket.send(new Uint8Array(70_000));
    goes();
    await vi.waitFor(() => expect(told().at(-1)).toEqual([2, 'close']));
  });
});
