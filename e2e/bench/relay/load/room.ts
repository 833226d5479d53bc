import { newDocumentId } from '../../../support/new-document-id.ts';
import { createPeer, type Peer } from './peer.ts';
import type { TypedDocument } from './typed-updates.ts';
import { createWire, type FrameRun, frameRun, type Target } from './wire.ts';

/** Somebody in a room who has joined and has letters ready to be typed. */
export interface Person {
  readonly clientId: number;
  readonly peer: Peer;
  /** Letters typed so far. */
  readonly typed: number;
  /** Of these, how many (the first so many) the server said are on its disk; only with the extension. */
  readonly acknowledged: number;
  /** Of these, how many reached somebody while the crew was watched. */
  readonly seen: number;
  /** Types so many more in one write. Throws when too few were prepared. */
  type(letters: number): void;
}

/** A room and who is in it. Counts letters that reached somebody else than who typed them. */
export interface Room {
  readonly name: string;
  readonly people: readonly Person[];
  readonly typed: number;
  readonly delivered: number;
  /** Settles when the person at this place of the typed document has joined; the first brings the document along. */
  enter(place: number): Promise<void>;
  /** Counts from nothing again. */
  reset(): void;
}

/** What a room tells about the letters that arrive in it. */
export interface RoomEvents {
  delivered(room: Room, letters: number): void;
  /** Called for each letter when it is set: it costs time. */
  readonly onArrival: ((typedAtMs: number) => void) | undefined;
}

/** An empty room for these people. */
export function createRoom(target: Target, document: TypedDocument, hasExtension: boolean, events: RoomEvents): Room {
  const name = newDocumentId();
  const wire = createWire(target, name);
  const people: Person[] = [];
  const typingsByClient = new Map<number, Typing>();
  let delivered = 0;

  function arrived(client: number, clock: number, count: number): void {
    delivered += count;
    events.delivered(room, count);
    if (events.onArrival === undefined) return;
    const typing = typingsByClient.get(client);
    if (typing === undefined) return;
    typing.seen = Math.max(typing.seen, clock + count);
    for (let unit = clock; unit < clock + count; unit += 1) events.onArrival(typing.atMs[unit] ?? Number.NaN);
  }

  function enter(place: number): Promise<void> {
    const typist = document.typists[place];
    if (typist === undefined) throw new RangeError(`Nobody has the place ${place}`);
    const { clientId, updates } = typist;
    const typing: Typing = { typed: 0, acknowledged: 0, seen: 0, atMs: new Float64Array(updates.length) };
    typingsByClient.set(clientId, typing);
    const peer = createPeer({
      target,
      wire,
      hasExtension,
      ...(place === 0 ? { offer: document.base } : {}),
      onRun(client, clock, count) {
        // Some servers send everybody's letters back to them too.
        if (client !== clientId) arrived(client, clock, count);
      },
      onAck(frames) {
        // The first frame that counts is the answer to the server's SyncStep1.
        typing.acknowledged = frames - 1;
      },
    });
    people.push(createPerson(clientId, peer, frameRun(wire, updates), typing));
    return peer.joined;
  }

  const room: Room = {
    name,
    people,
    get typed() {
      return people.reduce((sum, person) => sum + person.typed, 0);
    },
    get delivered() {
      return delivered;
    },
    enter,
    reset() {
      delivered = 0;
    },
  };
  return room;
}

interface Typing {
  typed: number;
  acknowledged: number;
  seen: number;
  readonly atMs: Float64Array;
}

function createPerson(clientId: number, peer: Peer, frames: FrameRun, typing: Typing): Person {
  return {
    clientId,
    peer,
    get typed() {
      return typing.typed;
    },
    get acknowledged() {
      return typing.acknowledged;
    },
    get seen() {
      return typing.seen;
    },
    type(letters) {
      if (peer.isGone) return;
      const { typed } = typing;
      const end = typed + letters;
      if (end > frames.count) throw new RangeError(`Only ${frames.count} letters were prepared for each person`);
      typing.atMs.fill(performance.now(), typed, end);
      peer.write(frames.between(typed, end));
      typing.typed = end;
    },
  };
}
