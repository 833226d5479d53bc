import { setTimeout as delay } from 'node:timers/promises';
import { newDocumentId } from '../../../support/new-document-id.ts';
import { waitUntil } from '../../../support/wait-until.ts';
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

/** A room with everybody in it. Counts letters that reached somebody else than who typed them. */
export interface Room {
  readonly name: string;
  readonly people: readonly Person[];
  readonly typed: number;
  readonly delivered: number;
}

/** Told that a letter of `from` reached somebody else, and when it was typed. */
export type ArrivalHandler = (typedAtMs: number) => void;

/** All rooms of a run. */
export interface Crew {
  readonly rooms: readonly Room[];
  readonly people: readonly Person[];
  /** Letters that reached somebody else, each counted once for everybody it reached. */
  delivered(): number;
  /** Deliveries that are still to come. */
  outstanding(): number;
  /** Called for every delivery from now on; `undefined` ends it. */
  watch(onArrival: ArrivalHandler | undefined): void;
  /** Called when something arrived in a room and nothing has since it was taken from `stirred`. */
  whenStirred(onStirred: (() => void) | undefined): void;
  /** The rooms in which something arrived since the last call. */
  takeStirred(): readonly Room[];
  /** Waits until everything typed has arrived everywhere. Throws when it does not. */
  settled(): Promise<void>;
  close(): void;
}

const joinsAtOnce = 100;
const settleDeadlineMs = 20_000;

/** Brings people into rooms: the first brings the document along, then the others join. */
export async function gatherCrew(
  target: Target,
  rooms: number,
  document: TypedDocument,
  hasExtension = false,
): Promise<Crew> {
  const hub: Hub = { delivered: 0, stirred: [], onArrival: undefined, onStirred: undefined };
  const gathered = Array.from({ length: rooms }, () => createRoom(target, document, hasExtension, hub));
  for (const step of [0, 1]) {
    for (let first = 0; first < gathered.length; first += joinsAtOnce) {
      const some = gathered.slice(first, first + joinsAtOnce);
      await Promise.all(some.map((room) => (step === 0 ? room.enterFirst() : room.enterOthers())));
    }
    // What the first brought along has arrived before the others ask for it.
    await delay(settleMs);
  }
  for (const room of gathered) room.reset();
  hub.delivered = 0;
  const people = gathered.flatMap((room) => room.people);
  const outstanding = () => gathered.reduce((sum, room) => sum + room.outstanding(), 0);
  return {
    rooms: gathered,
    people,
    delivered: () => hub.delivered,
    outstanding,
    watch(onArrival) {
      hub.onArrival = onArrival;
    },
    whenStirred(onStirred) {
      hub.onStirred = onStirred;
    },
    takeStirred() {
      const rooms = hub.stirred;
      hub.stirred = [];
      for (const room of rooms) room.isStirred = false;
      return rooms;
    },
    settled: () => waitUntil('every letter has arrived', () => outstanding() <= 0, settleDeadlineMs),
    close() {
      for (const { peer } of people) peer.close();
    },
  };
}

const settleMs = 300;

interface Hub {
  delivered: number;
  stirred: GatheringRoom[];
  onArrival: ArrivalHandler | undefined;
  onStirred: (() => void) | undefined;
}

interface GatheringRoom extends Room {
  isStirred: boolean;
  enterFirst(): Promise<void>;
  enterOthers(): Promise<void>;
  reset(): void;
  outstanding(): number;
}

function createRoom(target: Target, document: TypedDocument, hasExtension: boolean, hub: Hub): GatheringRoom {
  const name = newDocumentId();
  const wire = createWire(target, name);
  const people: Person[] = [];
  const typingsByClient = new Map<number, Typing>();
  let delivered = 0;

  function stir(): void {
    room.isStirred = true;
    hub.stirred.push(room);
    hub.onStirred?.();
  }

  function arrive(onArrival: ArrivalHandler, client: number, clock: number, count: number): void {
    const typing = typingsByClient.get(client);
    if (typing === undefined) return;
    typing.seen = Math.max(typing.seen, clock + count);
    for (let unit = clock; unit < clock + count; unit += 1) onArrival(typing.atMs[unit] ?? Number.NaN);
  }

  function enter(index: number): Promise<void> {
    const typist = document.typists[index];
    if (typist === undefined) throw new RangeError(`Nobody has the place ${index}`);
    const own = typist.clientId;
    const typing: Typing = { typed: 0, acknowledged: 0, seen: 0, atMs: new Float64Array(typist.updates.length) };
    typingsByClient.set(own, typing);
    const peer = createPeer({
      target,
      wire,
      hasExtension,
      ...(index === 0 ? { offer: document.base } : {}),
      onRun(client, clock, count) {
        if (client === own) return;
        delivered += count;
        hub.delivered += count;
        if (!room.isStirred) stir();
        if (hub.onArrival !== undefined) arrive(hub.onArrival, client, clock, count);
      },
      onAck(frames) {
        // The first frame that counts is the answer to the server's SyncStep1.
        typing.acknowledged = frames - 1;
      },
    });
    people.push(createPerson(own, peer, frameRun(wire, typist.updates), typing));
    return peer.joined;
  }

  const typed = () => people.reduce((sum, person) => sum + person.typed, 0);
  const room: GatheringRoom = {
    name,
    people,
    isStirred: false,
    get typed() {
      return typed();
    },
    get delivered() {
      return delivered;
    },
    enterFirst: () => enter(0),
    async enterOthers() {
      await Promise.all(document.typists.slice(1).map((_, index) => enter(index + 1)));
    },
    reset() {
      delivered = 0;
    },
    outstanding: () => typed() * (people.length - 1) - delivered,
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
