import { randomUUID } from 'node:crypto';
import { copyFile, link, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '@ecritoire/shared';
import { asideName, databaseComplaint, openDataFolder, readHeader } from '../data-folder.ts';
import { migrateFromVersion1 } from '../update-log/migration.ts';
import { prepareDatabase, singleValue } from '../update-log/sqlite-schema.ts';
import { exists } from './backup.ts';
import { checkDatabase, type DatabaseCheck } from './check-database.ts';
import { flushFileAndName, flushToDisk } from './durable-file.ts';

export type Restored = DatabaseCheck & {
  readonly epoch: string;
  /** Where the database that was there lies now; undefined when there was none. */
  readonly aside: string | undefined;
};

/**
 * Puts a backup in the place of the database. It is checked before anything changes, gets an epoch of its own, so that
 * devices offer again what they have, and the database that was there is kept under a dated name. No relay may be running. The
 * error is one sentence; everything is as it was then.
 */
export async function restoreBackup(dataDir: string, backup: string, at: Date): Promise<Result<Restored, string>> {
  const refused = await refusal(backup);
  if (refused !== undefined) return err(refused);
  const folder = await openDataFolder(dataDir);
  if (!folder.ok) return folder;
  const { databaseFile, release } = folder.value;
  const incoming = `${databaseFile}.restoring`;
  try {
    await copyFile(backup, incoming);
    const epoch = prepareCopy(incoming);
    const check = checkDatabase(incoming);
    if (check.damages.length > 0) return err(`${backup} is damaged: ${check.damages.join('; ')}.`);
    await flushFileAndName(incoming);
    const aside = await putAside(databaseFile, at);
    await rename(incoming, databaseFile);
    await flushToDisk(dirname(databaseFile));
    return ok({ ...check, epoch, aside });
  } catch (error) {
    return err(`${backup} cannot be restored: ${error instanceof Error ? error.message : String(error)}.`);
  } finally {
    for (const rest of ['', '-wal', '-shm', '-journal']) await rm(`${incoming}${rest}`, { force: true });
    release();
  }
}

async function refusal(backup: string): Promise<string | undefined> {
  try {
    const header = await readHeader(backup);
    if (header.length === 0) return `${backup} is empty.`;
    const complaint = databaseComplaint(header);
    return complaint === undefined ? undefined : `${backup} ${complaint}.`;
  } catch (error) {
    return `${backup} cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

/** Checks that SQLite can read all of it, brings it to today's layout, and draws the epoch; answers with that. */
function prepareCopy(file: string): string {
  const database = new DatabaseSync(file);
  try {
    const integrity = singleValue(database, 'PRAGMA integrity_check');
    if (integrity !== 'ok') throw new Error(`it is damaged, ${String(integrity)}`);
    prepareDatabase(database, (older) => migrateFromVersion1(older, Date.now()));
    const epoch = randomUUID();
    database.prepare("UPDATE property SET value = ? WHERE name = 'epoch'").run(epoch);
    // One file, that nothing lies beside.
    database.exec('PRAGMA journal_mode = DELETE');
    return epoch;
  } finally {
    database.close();
  }
}

/** The present database goes aside under a name that says when; its place is taken in one step afterwards. */
async function putAside(databaseFile: string, at: Date): Promise<string | undefined> {
  if (!(await exists(databaseFile))) return undefined;
  const aside = join(dirname(databaseFile), asideName(at));
  if (isWhole(databaseFile)) {
    await link(databaseFile, aside);
    return aside;
  }
  // It cannot be opened: its write-ahead log must stay with it.
  for (const part of ['-wal', '-shm', ''])
    if (await exists(databaseFile + part)) await rename(databaseFile + part, aside + part);
  return aside;
}

/** Brings everything that was committed into the one file; whether that worked. */
function isWhole(databaseFile: string): boolean {
  try {
    const database = new DatabaseSync(databaseFile);
    try {
      return singleValue(database, 'PRAGMA journal_mode = DELETE') === 'delete';
    } finally {
      database.close();
    }
  } catch {
    // Damaged beyond opening; perhaps that is why a backup is restored.
    return false;
  }
}
