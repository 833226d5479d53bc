import type { Server } from 'node:http';
import {
  type Carried,
  closeCodes,
  closeFrame,
  decodeParcel,
  encodeMessage,
  encodeParcel,
  MessageReader,
  maxParcelBytes,
  type Parcel,
  toChunks,
} from '@ecritoire/shared';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anyRoom, createTestRelay, settle, updatesTyping } from '../../test-relay.ts';
import { createAddressLimit } from '../address-limit.ts';
import { createAdmission } from '../admission.ts';
import { createHttpServer } from '../http-server.ts';
import { listen } from '../listen.ts';
import { createHttpSync, type HttpSync, isHttpSyncPath } from './http-sync.ts';

const session = 'S'.repeat(22);
const oneAddressHas = 3;
const allHave = 4;

let server: Server;
let address: string;
let sync: HttpSync;
let relay: ReturnType<typeof createTestRelay>;
let clockMs: number;
let refused: number[];

beforeEach(async () => {
  relay = createTestRelay();
  clockMs = 0;
  refused = [];
  sync = createHttpSync({
    maxSessions: allHave,
    trustedProxies: 1,
    addresses: createAddressLimit(oneAddressHas),
    admission: createAdmission(),
    isAllowedOrigin: (origin) => origin !== 'https://evil.example',
    connect: relay.rooms.connect,
    refused: (status) => refused.push(status),
    transportFailed: () => undefined,
    now: () => clockMs,
    headers: { 'X-Content-Type-Options': 'nosniff' },
  });
  server = createHttpServer({
    clientFiles: undefined,
    publicOrigin: undefined,
    isReady: async () => true,
    renderMetrics: async () => '',
    requestFailed: (message) => {
      throw new Error(message);
    },
    isSyncPath: isHttpSyncPath,
    answerSync: sync.handle,
  });
  const listening = await listen(server, '127.0.0.1', 0);
  if (!listening.ok) throw new Error(listening.error);
  address = listening.value;
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

/** Time passes for the relay and for the sessions. */
function advance(ms: number): void {
  clockMs += ms;
  relay.advance(ms);
  sync.sweep();
}

const post = (
  query: string,
  body: Uint8Array<ArrayBufferLike> = new Uint8Array(0),
  headers = {},
  room: string = anyRoom,
) => fetch(`${address}/sync-http/${room}?${query}`, { method: 'POST', body: Buffer.from(body), headers });

async function ask(query: string, body?: Uint8Array, room?: string): Promise<Parcel> {
  const answer = await post(query, body, {}, room);
  expect(answer.status).toBe(200);
  const parcel = decodeParcel(new Uint8Array(await answer.arrayBuffer()));
  if (!parcel.ok) throw new Error(parcel.error);
  return parcel.value;
}

const open = (id = session, room?: string) => ask(`session=${id}&seq=0&ext=1`, undefined, room);
const poll = (received: number, id = session, room?: string) =>
  ask(`session=${id}&received=${received}`, undefined, room);
const send = (number: number, ...chunks: readonly Uint8Array[]) =>
  ask(`session=${session}&seq=${number}`, pieceOf(number, ...chunks));

const pieceOf = (number: number, ...chunks: readonly Uint8Array[]): Uint8Array =>
  encodeParcel({ session, type: 'frames', number, frames: Buffer.concat(chunks) });

const joins = toChunks(encodeMessage({ type: 'sync-step-1', stateVector: Uint8Array.of(0) }));
const updateChunks = (update: Uint8Array) => toChunks(encodeMessage({ type: 'update', update }));

function carriedIn({ frames }: Parcel): Carried[] {
  const carried = new MessageReader(maxParcelBytes * 100).read(frames);
  if (!carried.ok) throw new Error(carried.error);
  return carried.value;
}

const closeCodeIn = (parcel: Parcel): number | undefined =>
  carriedIn(parcel).flatMap((one) => (one.type === 'close' ? [one.code] : []))[0];

describe('the door of the sessions', () => {
  it('[T1] a page of another site is refused at every request, and so is what makes no sense', async () => {
    await open();
    const evil = { Origin: 'https://evil.example' };
    for (const query of [`session=${session}&seq=0`, `session=${session}&seq=1`, `session=${session}&received=0`])
      expect((await post(query, undefined, evil)).status).toBe(403);
    for (const query of [
      '',
      'seq=0',
      `session=short&seq=0`,
      `session=${session}`,
      `session=${session}&seq=1&received=1`,
    ])
      expect((await post(query)).status, query).toBe(400);
    for (const method of ['GET', 'PUT', 'OPTIONS'])
      expect((await fetch(`${address}/sync-http/${anyRoom}?session=${session}&seq=0`, { method })).status).toBe(405);
    expect(relay.observed.filter((event) => event === 'connectionOpened')).toHaveLength(1);
  });

  it('[T7] answers are neither kept nor packed by anybody, and carry the headers of the others', async () => {
    const { headers } = await post(`session=${session}&seq=0`, undefined, { 'Accept-Encoding': 'gzip, br' });
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
    expect(headers.get('content-type')).toBe('application/vnd.ecritoire.parcel');
    expect(headers.has('content-encoding')).toBe(false);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('[T1][R21] sessions count for their address until they end, and one that is opened twice counts once', async () => {
    for (const id of ['A', 'A', 'B', 'C']) await open(id.repeat(22));
    expect((await post(`session=${'D'.repeat(22)}&seq=0`)).status).toBe(429);
    advance(30_000);
    expect(sync.connectionCount()).toBe(0);
    await open('D'.repeat(22));
    expect(refused).toEqual([429]);
  });

  it('[T5] the relay holds so many sessions and no more, and has room again when one ends', async () => {
    const openFrom = (id: string, place: number) =>
      post(`session=${id.repeat(22)}&seq=0`, undefined, { 'X-Forwarded-For': `10.0.0.${place}` });
    for (const [place, id] of ['A', 'B', 'C', 'D'].entries()) expect((await openFrom(id, place)).status).toBe(200);
    expect((await openFrom('E', 9)).status).toBe(503);
    expect((await openFrom('A', 9)).status).toBe(200);
    advance(30_000);
    expect((await openFrom('E', 9)).status).toBe(200);
  });

  it('[T1][R7] a room that may not exist is said with a close code, not with a status', async () => {
    await open(session, 'no-such-room');
    expect(closeCodeIn(await poll(0, session, 'no-such-room'))).toBe(closeCodes.notFound);
    expect((await poll(1, session, 'no-such-room')).type).toBe('gone');
  });

  it('[T5] nobody gets into a session by its name without its room, or the reverse', async () => {
    await open();
    const otherRoom = anyRoom.replace(/^./, 'B');
    expect((await poll(0, session, otherRoom)).type).toBe('gone');
    expect((await poll(0, 'T'.repeat(22))).type).toBe('gone');
    expect((await poll(0)).type).toBe('frames');
  });

  it('[T5] a relay that stops takes no new session, and its farewell reaches the old ones', async () => {
    await open();
    const { number } = await poll(0);
    const last = poll(number);
    await settle();
    sync.stopAccepting();
    expect((await post(`session=${'T'.repeat(22)}&seq=0`)).status).toBe(503);
    await Promise.all([relay.rooms.drain(), last]);
    const notice = await last;
    const farewell = closeCodeIn(notice) ?? closeCodeIn(await poll(notice.number));
    expect(farewell).toBe(closeCodes.restart);
    await sync.closed();
    expect(sync.connectionCount()).toBe(0);
  });
});

describe('the pieces of a session', () => {
  it('[T4] a question that is repeated is answered with the same bytes, until the next one', async () => {
    await open();
    const first = await poll(0);
    expect(first.number).toBe(1);
    await send(1, ...joins);
    expect(await poll(0)).toEqual(first);
    const second = await poll(1);
    expect(second.number).toBe(2);
    expect(carriedIn(second).length).toBeGreaterThan(0);
    // A late copy of the first question.
    expect(await poll(0)).toMatchObject({ type: 'frames', number: 2, frames: new Uint8Array(0) });
    expect(await poll(1)).toEqual(second);
  });

  it('[T3] a piece that comes again is taken, and handled once', async () => {
    await open();
    await send(1, ...joins);
    const [update = new Uint8Array(0)] = updatesTyping('once');
    for (let time = 0; time < 3; time += 1)
      expect(await send(2, ...updateChunks(update))).toMatchObject({ type: 'taken', number: 2 });
    expect(await send(1, ...joins)).toMatchObject({ type: 'taken', number: 1 });
    expect(relay.observed.filter((event) => event.startsWith('documentFrameReceived'))).toHaveLength(1);
  });

  it('[T3] a piece that comes before its turn waits for its predecessor', async () => {
    await open();
    const [update = new Uint8Array(0)] = updatesTyping('in order');
    const next = send(2, ...updateChunks(update), closeFrame(1000, ''));
    await settle();
    expect(relay.observed.filter((event) => event.startsWith('documentFrameReceived'))).toHaveLength(0);
    await send(1, ...joins);
    await next;
    expect(relay.observed.filter((event) => event.startsWith('documentFrameReceived'))).toHaveLength(1);
    expect(sync.connectionCount()).toBe(0);
  });

  it('[T3] a piece whose predecessor does not come ends the session', async () => {
    await open();
    const next = send(2, closeFrame(1000, ''));
    await settle();
    advance(4_999);
    expect(sync.connectionCount()).toBe(1);
    advance(1);
    expect(await next).toMatchObject({ type: 'gone' });
    expect(sync.connectionCount()).toBe(0);
  });

  it('[T3] a number that skips ends the session, and the client is told why', async () => {
    await open();
    const { number } = await poll(0);
    const farewell = poll(number);
    await expect(send(3, ...joins)).rejects.toThrow();
    expect(closeCodeIn(await farewell)).toBe(closeCodes.protocolError);
  });

  it('[T2] a request that was cut is asked for again, and costs nothing', async () => {
    await open();
    const body = pieceOf(1, ...joins);
    for (const length of [0, 3, 10, body.length - 1])
      expect((await ask(`session=${session}&seq=1`, body.subarray(0, length))).type).toBe('damaged');
    expect((await ask(`session=${session}&seq=2`, body)).type).toBe('damaged');
    expect((await send(1, ...joins)).type).toBe('taken');
  });

  it('[T2] a request above its size is dropped unread', async () => {
    await open();
    await expect(post(`session=${session}&seq=1`, new Uint8Array(maxParcelBytes + 1))).rejects.toThrow();
    expect((await send(1, ...joins)).type).toBe('taken');
  });

  it('[T10][R19] who sends more than its share is answered later, and nothing of it is lost', async () => {
    await open();
    await send(1, ...joins);
    const [update = new Uint8Array(0)] = updatesTyping('a'.repeat(100_000));
    let number = 2;
    for (; !relay.observed.includes('peerSlowedDown'); number += 1) {
      const sent = send(number, ...updateChunks(update));
      await Promise.race([sent, untilSlowed()]);
      if (!relay.observed.includes('peerSlowedDown')) continue;
      let isAnswered = false;
      void sent.then(() => {
        isAnswered = true;
      });
      await settle();
      expect(isAnswered).toBe(false);
      advance(20_000);
      expect(await sent).toMatchObject({ type: 'taken', number });
    }
  });

  it('[T5] a session lives while it listens, is over when it is silent, and its people see that', async () => {
    await open();
    await send(1, ...joins);
    let { number } = await poll(0);
    for (let times = 0; times < 3; times += 1) {
      const asked = poll(number);
      await settle();
      await untilListening();
      advance(25_000);
      ({ number } = await asked);
    }
    expect(sync.connectionCount()).toBe(1);
    advance(30_000);
    expect(sync.connectionCount()).toBe(0);
    expect(relay.observed).toContain('connectionClosed:peer-left');
  });
});

/** The relay has read what was asked: its answer comes with time only. */
const untilListening = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

async function untilSlowed(): Promise<void> {
  while (!relay.observed.includes('peerSlowedDown')) await settle();
}
