import { maxRoomConnections, type RoomId } from '@ecritoire/shared';
import type { UpdateLog } from '../update-log/update-log.ts';
import type { Pace } from './broadcast.ts';
import { Connection } from './connection.ts';
import type { PeerSocket } from './delivery.ts';
import type { RelayEvents } from './relay-events.ts';
import { Room } from './room.ts';
import { Turn } from './turn.ts';

/** The relay: rooms, the connections in them, and what happens to all of them at once. */
export type Rooms = {
  /** Brings a peer into its room; nothing when the room is full, the peer is closed with `roomFull` then. */
  connect(roomId: RoomId, socket: PeerSocket, hasExtension: boolean): Connection | undefined;
  /** Call about once a second: one timer serves every room. */
  sweep(): void;
  /** Waits until everything received is durable and acknowledged, then sends everybody away to come back. */
  drain(): Promise<void>;
  /** Sends everybody away at once: nothing can be acknowledged any more. */
  fail(): void;
};

export type RoomsContext = {
  readonly log: UpdateLog;
  readonly events: RelayEvents;
  readonly now: () => number;
  /** Runs its argument when what was just read has been handled. */
  readonly atEndOfTurn: (run: () => void) => void;
  /** Runs its argument after other sockets have been read too. */
  readonly atNextTurn: (run: () => void) => void;
  readonly afterMs: (delayMs: number, run: () => void) => void;
};

const drainNoticeSeconds = 10;

// A thousand people who are all sent away in one instant come back in one. Their clients spread their return too.
const farewellGroups = 20;
const farewellEveryMs = 50;
const minFarewellsAtOnce = 50;

// Documents kept to answer newcomers faster, all rooms together.
const maxCachedBytes = 128 * 1024 * 1024;

export function createRooms({ log, events, now, atEndOfTurn, atNextTurn, afterMs }: RoomsContext): Rooms {
  const roomsById = new Map<RoomId, Room>();
  const connections = new Set<Connection>();
  const pace: Pace = { turn: new Turn(atEndOfTurn, atNextTurn), now, afterMs };
  const context = { log, pace, events, left };

  function openRoom(id: RoomId): Room {
    const room = new Room(id, log, pace, events);
    roomsById.set(id, room);
    events.roomOpened();
    return room;
  }

  function left(connection: Connection, room: Room): void {
    connections.delete(connection);
    if (room.memberCount > 0) return;
    roomsById.delete(room.id);
    events.roomClosed();
  }

  function sweepRooms(): void {
    let cachedBytes = 0;
    for (const room of roomsById.values()) {
      room.sweep();
      cachedBytes += room.cachedBytes();
    }
    if (cachedBytes > maxCachedBytes) for (const room of roomsById.values()) room.dropCache();
  }

  const pause = (delayMs: number): Promise<void> => new Promise((resolve) => afterMs(delayMs, resolve));

  return {
    connect(roomId, socket, hasExtension) {
      const room = roomsById.get(roomId) ?? openRoom(roomId);
      if (room.memberCount >= maxRoomConnections) return undefined;
      const connection = new Connection(socket, room, hasExtension, context);
      connections.add(connection);
      return connection;
    },
    sweep() {
      for (const connection of connections) connection.sweep();
      sweepRooms();
    },
    async drain() {
      for (const connection of connections) connection.announceDraining(drainNoticeSeconds);
      // The acknowledgements wait for the same commit and were asked for earlier: they are out before this goes on.
      await log.committed();
      const leaving = [...connections];
      const atOnce = Math.max(minFarewellsAtOnce, Math.ceil(leaving.length / farewellGroups));
      for (let start = 0; start < leaving.length; start += atOnce) {
        if (start > 0) await pause(farewellEveryMs);
        for (const connection of leaving.slice(start, start + atOnce)) connection.end('restart');
      }
    },
    fail() {
      for (const connection of [...connections]) connection.end('internal');
    },
  };
}
