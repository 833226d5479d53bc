import { maxRoomConnections, type RoomId } from '@ecritoire/shared';
import type { UpdateLog } from '../update-log/update-log.ts';
import { type Connection, createConnection } from './connection.ts';
import { createFanOut, type PeerSocket } from './fan-out.ts';
import type { RelayEvents } from './relay-events.ts';
import { createRoom, type Room } from './room.ts';

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
  /** Runs its argument when the frames of this turn of the event loop are in. */
  readonly atEndOfTurn: (flush: () => void) => void;
};

const drainNoticeSeconds = 10;

export function createRooms({ log, events, now, atEndOfTurn }: RoomsContext): Rooms {
  const roomsById = new Map<RoomId, Room>();
  const connections = new Set<Connection>();
  const fanOut = createFanOut(atEndOfTurn);

  function openRoom(id: RoomId): Room {
    const room = createRoom(id, log);
    roomsById.set(id, room);
    events.roomOpened();
    return room;
  }

  function forgetIfEmpty(id: RoomId, room: Room): void {
    if (room.memberCount() > 0) return;
    roomsById.delete(id);
    events.roomClosed();
  }

  return {
    connect(roomId, socket, hasExtension) {
      const room = roomsById.get(roomId) ?? openRoom(roomId);
      if (room.memberCount() >= maxRoomConnections) return undefined;
      const left = (): void => {
        connections.delete(connection);
        forgetIfEmpty(roomId, room);
      };
      const connection = createConnection(socket, hasExtension, { room, log, fanOut, events, now, left });
      connections.add(connection);
      return connection;
    },
    sweep() {
      for (const connection of connections) connection.sweep();
    },
    async drain() {
      for (const connection of connections) connection.announceDraining(drainNoticeSeconds);
      // The acknowledgements wait for the same commit and were asked for earlier: they are out before this goes on.
      await log.committed();
      for (const connection of [...connections]) connection.end('restart');
    },
    fail() {
      for (const connection of [...connections]) connection.end('internal');
    },
  };
}
