import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil } from '../../../support/wait-until.ts';
import { createRoom, type Person, type Room, type RoomEvents } from './room.ts';
import type { TypedDocument } from './typed-updates.ts';
import type { Target } from './wire.ts';

/** Told of a letter that reached somebody else, and when it was typed. */
type ArrivalHandler = (typedAtMs: number) => void;

/** All rooms of a run. */
export interface Crew {
  readonly rooms: readonly Room[];
  readonly people: readonly Person[];
  /** Letters that reached somebody else, each counted once for everybody it reached. */
  delivered(): number;
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
const settlesMs = 300;
const settleDeadlineMs = 20_000;

/** Brings people into rooms: the first brings the document along, then the others join. */
export async function gatherCrew(
  target: Target,
  roomCount: number,
  document: TypedDocument,
  hasExtension = false,
): Promise<Crew> {
  const hub = createHub();
  const rooms = Array.from({ length: roomCount }, () => createRoom(target, document, hasExtension, hub.events));
  const others = document.typists.keys().drop(1).toArray();
  for (const places of [[0], others]) {
    for (let first = 0; first < rooms.length; first += joinsAtOnce) {
      const some = rooms.slice(first, first + joinsAtOnce);
      await Promise.all(some.flatMap((room) => places.map(room.enter)));
    }
    // What the first brought along has arrived before the others ask for it.
    await delay(settlesMs);
  }
  for (const room of rooms) room.reset();
  hub.reset();
  const people = rooms.flatMap((room) => room.people);
  const hasSettled = () => rooms.every((room) => room.delivered === room.typed * (room.people.length - 1));
  return {
    rooms,
    people,
    ...hub.crew,
    settled: () => waitUntil('every letter has arrived', hasSettled, settleDeadlineMs),
    close() {
      for (const { peer } of people) peer.close();
    },
  };
}

interface Hub {
  readonly events: RoomEvents;
  readonly crew: Pick<Crew, 'delivered' | 'watch' | 'whenStirred' | 'takeStirred'>;
  reset(): void;
}

/** What all rooms have in common: sums, and who is told. */
function createHub(): Hub {
  const stirred = new Set<Room>();
  let lastStirred: Room | undefined;
  let delivered = 0;
  let onArrival: ArrivalHandler | undefined;
  let onStirred: (() => void) | undefined;
  return {
    events: {
      delivered(room, letters) {
        delivered += letters;
        // Millions a second come from the same room as the one before.
        if (room === lastStirred) return;
        lastStirred = room;
        stirred.add(room);
        onStirred?.();
      },
      get onArrival() {
        return onArrival;
      },
    },
    crew: {
      delivered: () => delivered,
      watch(handler) {
        onArrival = handler;
      },
      whenStirred(handler) {
        onStirred = handler;
      },
      takeStirred() {
        const rooms = [...stirred];
        stirred.clear();
        lastStirred = undefined;
        return rooms;
      },
    },
    reset() {
      delivered = 0;
    },
  };
}
