import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { err, isRoomId, ok, type Result } from '@ecritoire/shared';
import { requireOwnDatabase, schemaVersion, singleValue } from '../update-log/sqlite-schema.ts';
import { mergeUpdates } from '../yjs-bytes/merge-updates.ts';
import { commandSettings, findDatabase, finish, usage } from './command.ts';
import { reportRoom } from './room-report.ts';
import { readStoredRoom, type StoredRoom } from './stored-room.ts';

type Question = { readonly room: string; readonly exportTo: string | undefined; readonly replaced: number | undefined };

/** By hand, because the name of a room may begin with a dash. */
function questionIn(words: readonly string[]): Question | undefined {
  const [room = '', ...rest] = words;
  let exportTo: string | undefined;
  let replaced: number | undefined;
  for (let place = 0; place < rest.length; place += 2) {
    const value = rest[place + 1];
    if (value === undefined) return undefined;
    if (rest[place] === '--export') exportTo = value;
    else if (rest[place] === '--replaced' && /^[1-9]\d{0,5}$/.test(value)) replaced = Number(value);
    else return undefined;
  }
  return isRoomId(room) && (replaced === undefined || exportTo !== undefined)
    ? { room, exportTo, replaced }
    : undefined;
}

function readRoom(file: string, name: string): Result<StoredRoom, string> {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    requireOwnDatabase(database);
    if (singleValue(database, 'PRAGMA user_version') !== schemaVersion)
      return err('The database was written by an older Écritoire; start Écritoire on it once.');
    const room = readStoredRoom(database, name);
    return room === undefined ? err(`Nothing was ever stored for ${name}.`) : ok(room);
  } catch (error) {
    return err(`The database cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  } finally {
    database.close();
  }
}

function exportRoom(room: StoredRoom, file: string, replaced: number | undefined): Result<string[], string> {
  const updates = replaced === undefined ? room.updates : room.replaced[replaced - 1]?.updates;
  if (updates === undefined) return err(`There are ${room.replaced.length} earlier states, and no number ${replaced}.`);
  try {
    const update = mergeUpdates(updates) ?? Uint8Array.of(0, 0);
    writeFileSync(file, update, { flag: 'wx' });
    return ok([
      `Wrote ${update.length} bytes to ${file}, a Yjs update in the V1 encoding. It holds the text of the document.`,
    ]);
  } catch (error) {
    return err(`${file} was not written: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

const question = questionIn(process.argv.slice(2));
if (question === undefined) usage('pnpm inspect <document> [--export <file> [--replaced <number>]]');
const room = readRoom(await findDatabase(commandSettings().dataDir), question.room);
const { exportTo, replaced } = question;
if (!room.ok) finish(room, () => []);
else if (exportTo === undefined) finish(room, reportRoom);
else finish(exportRoom(room.value, exportTo, replaced), (lines) => lines);
