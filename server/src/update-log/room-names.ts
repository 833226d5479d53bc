import type { DatabaseSync } from 'node:sqlite';
import { numberIn } from './columns.ts';
import { checkRoomNames, roomNameChecksum } from './room-name-check.ts';

/**
 * Which name is which room. Every row was checked when this was opened: a name that is not found was never stored,
 * unless the name of some room is lost. Then nobody can say so of any name, until somebody asks for the lost one.
 */
export type RoomNames = {
  /** The number of a room; undefined when nothing was ever stored for it. Throws when that cannot be told. */
  find(name: string): number | undefined;
  /** The same, with a new number where there is none. Belongs into a transaction of the caller. */
  findOrAdd(name: string): number;
  /** Whether some name is lost. */
  isInDoubt(): boolean;
  /** Whether a lost name was asked for; `repair` writes it where it belongs, in a transaction of the caller. */
  isRepairDue(): boolean;
  repair(): void;
};

/** Repairs what it can; `damaged` hears of every room whose name was damaged. Throws with one sentence when the table is broken. */
export function openRoomNames(database: DatabaseSync, damaged: (room: number) => void): RoomNames {
  const checksumsOfLost = checkRoomNames(database, damaged);
  const namesToRepair = new Map<number, string>();
  const findRoom = database.prepare('SELECT id, checksum FROM room WHERE name = ?');
  const lastRoom = database.prepare('SELECT coalesce(max(id), 0) AS id FROM room');
  const addRoom = database.prepare('INSERT INTO room (id, name, checksum) VALUES (?, ?, ?)');
  const setName = database.prepare('UPDATE room SET name = ?, checksum = ? WHERE id = ?');

  function find(name: string): number | undefined {
    const row = findRoom.get(name);
    if (row === undefined) return findLost(name);
    const room = numberIn(row['id']);
    if (row['checksum'] === roomNameChecksum(room, name)) return room;
    // Nobody asks by chance for what a name was damaged into: it is the checksum that was hit.
    if (!checksumsOfLost.has(room)) throw new Error('the name of a room is damaged');
    namesToRepair.set(room, name);
    return room;
  }

  /** The checksum says whether this is the name that was lost. */
  function findLost(name: string): number | undefined {
    for (const [room, checksum] of checksumsOfLost) {
      if (checksum !== roomNameChecksum(room, name)) continue;
      namesToRepair.set(room, name);
      return room;
    }
    if (checksumsOfLost.size > 0) throw new Error('the name of a room is lost, and perhaps it is this one');
    return undefined;
  }

  return {
    find,
    findOrAdd(name) {
      const found = find(name);
      if (found !== undefined) return found;
      const room = numberIn(lastRoom.get()?.['id']) + 1;
      addRoom.run(room, name, roomNameChecksum(room, name));
      return room;
    },
    isInDoubt: () => checksumsOfLost.size > 0,
    isRepairDue: () => namesToRepair.size > 0,
    repair() {
      for (const [room, name] of namesToRepair) {
        setName.run(name, roomNameChecksum(room, name), room);
        checksumsOfLost.delete(room);
      }
      namesToRepair.clear();
    },
  };
}
