import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { singleValue } from './sqlite-schema.ts';

/** What the row of a room carries: it binds the name to the number. */
export const roomNameChecksum = (room: number, name: string): number => crc32(name, room >>> 0);

/**
 * Reads every name. Each is in two places, the table and its index: one that is damaged in one place is taken from the
 * other, in a transaction of its own. `damaged` hears of both kinds; the answer has the checksums of the rooms whose
 * name is in neither place. Throws with one sentence when the table itself is broken.
 */
export function checkRoomNames(database: DatabaseSync, damaged: (room: number) => void): Map<number, number> {
  const checksumsOfLost = new Map<number, number>();
  for (const [room, name, checksum] of rowsOf(database.prepare('SELECT id, name, checksum FROM room NOT INDEXED')))
    if (roomNameChecksum(Number(room), String(name)) !== checksum) checksumsOfLost.set(Number(room), Number(checksum));
  for (const room of checksumsOfLost.keys()) damaged(room);
  if (!areTableAndIndexAlike(database)) repairFromEachOther(database, checksumsOfLost, damaged);
  return checksumsOfLost;
}

// Compares both, entry by entry.
const areTableAndIndexAlike = (database: DatabaseSync): boolean =>
  singleValue(database, "PRAGMA integrity_check('room')") === 'ok';

const tableIsDamaged = 'the list of its documents is damaged; a backup can be restored';

function repairFromEachOther(
  database: DatabaseSync,
  checksumsOfLost: Map<number, number>,
  damaged: (room: number) => void,
): void {
  const table = rowsOf(database.prepare('SELECT id, name, checksum FROM room NOT INDEXED'));
  const index = rowsOf(database.prepare('SELECT id, name FROM room INDEXED BY sqlite_autoindex_room_1'));
  const checksumsByRoom = new Map(table.map(([room, , checksum]) => [Number(room), checksum]));
  const names = new Set(table.map(([, name]) => name));
  const namesInIndex = new Map<number, string>();
  for (const [room, name] of index) {
    const isSound = roomNameChecksum(Number(room), String(name)) === checksumsByRoom.get(Number(room));
    if (isSound) namesInIndex.set(Number(room), String(name));
    // The only trace of a row that is gone.
    else if (!checksumsByRoom.has(Number(room)) && !names.has(name)) throw new Error(tableIsDamaged);
  }
  for (const room of checksumsByRoom.keys()) if (!namesInIndex.has(room) && !checksumsOfLost.has(room)) damaged(room);
  database.exec('BEGIN IMMEDIATE; REINDEX room');
  // Afterwards, because until then the index does not have what the table says.
  const setName = database.prepare('UPDATE room SET name = ? WHERE id = ?');
  for (const room of [...checksumsOfLost.keys()]) {
    const name = namesInIndex.get(room);
    if (name === undefined) continue;
    setName.run(name, room);
    checksumsOfLost.delete(room);
  }
  if (!areTableAndIndexAlike(database)) throw new Error(tableIsDamaged);
  database.exec('COMMIT');
}

function rowsOf(statement: StatementSync): unknown[][] {
  statement.setReturnArrays(true);
  // With that setting rows are arrays, which the declared type does not say.
  return statement.all().map((row) => Object.values(row));
}
