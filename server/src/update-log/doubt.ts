import { err, type Result, type RoomId } from '@ecritoire/shared';
import type { LogFailure, UpdateLog } from './update-log.ts';

/**
 * A log in which the name of some room is lost: only rooms that could be read are written to, because a name that is
 * not found may be the lost one, and must not become a room of its own.
 */
export function refuseUnreadRooms(log: UpdateLog): UpdateLog {
  const readRooms = new Set<RoomId>();

  function noted<T>(room: RoomId, read: Promise<Result<T, LogFailure>>): Promise<Result<T, LogFailure>> {
    void read.then(({ ok }) => ok && readRooms.add(room));
    return read;
  }

  return {
    ...log,
    append: (room, update) =>
      readRooms.has(room)
        ? log.append(room, update)
        : Promise.resolve(err({ type: 'read-failed', message: 'the name of a room is lost' })),
    contents: (room) => noted(room, log.contents(room)),
    missing: (room, stateVector) => noted(room, log.missing(room, stateVector)),
  };
}
