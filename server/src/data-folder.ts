import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '@ecritoire/shared';
import { applicationId, schemaVersion } from './update-log/sqlite-schema.ts';

/** The one folder that holds everything the relay keeps, held by this process alone. */
export type DataFolder = {
  readonly databaseFile: string;
  release(): void;
};

const databaseName = 'ecritoire.sqlite';
const lockName = 'ecritoire.lock';
const ownNames: readonly string[] = [databaseName, `${databaseName}-wal`, `${databaseName}-shm`, lockName];
// Databases that a restore put aside, or was about to put in place.
const ownForm = /^ecritoire(-\d{8}T\d{9}Z\.sqlite|\.sqlite\.restoring)(-wal|-shm|-journal)?$/;

/** The name of a database that was put aside at this moment. */
export const asideName = (at: Date): string => `ecritoire-${at.toISOString().replace(/[-:.]/g, '')}.sqlite`;

/**
 * Creates the folder if needed and locks it. The error is one sentence for the administrator: the folder cannot be
 * written, another process holds it, or what is in it is not ours; nothing in a foreign folder is touched.
 */
export async function openDataFolder(folder: string): Promise<Result<DataFolder, string>> {
  try {
    await createFolder(resolve(folder));
    const foreign = await foreignContent(folder);
    if (foreign !== undefined) return err(`The data folder ${folder} cannot be used: ${foreign}.`);
  } catch (error) {
    return err(`The data folder ${folder} cannot be used: ${messageOf(error)}.`);
  }
  return lock(folder);
}

// Not mkdir's own `recursive`: under /proc, where nothing can be created, Node 26 never comes back from it.
async function createFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  await createFolder(dirname(folder));
  await mkdir(folder);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function foreignContent(folder: string): Promise<string | undefined> {
  const entries = await readdir(folder, { withFileTypes: true });
  // The power went in the first start, within the one transaction that creates the database. SQLite will take back
  // what reached the disk of it; until then the header means nothing. The marks are checked again afterwards.
  const isUnfinished = entries.some(({ name }) => name === `${databaseName}-journal`);
  for (const entry of entries) {
    const file = join(folder, entry.name);
    if (entry.name === databaseName && !entry.isFile()) return `${databaseName} in it is not a file`;
    if (!entry.isFile()) continue;
    const header = await readHeader(file);
    if (entry.name === databaseName) {
      const complaint = isUnfinished ? undefined : databaseComplaint(header);
      if (complaint !== undefined) return `${databaseName} in it ${complaint}`;
    } else if (!isOwnName(entry.name) && isSqlite(header)) {
      return `it holds another program's database, ${entry.name}; choose a folder of its own for Écritoire`;
    }
  }
  return undefined;
}

const isOwnName = (name: string): boolean => ownNames.includes(name) || ownForm.test(name);

/** The database in a data folder, whoever holds it; an error of one sentence when there is none of ours. Creates nothing. */
export async function findDatabaseFile(folder: string): Promise<Result<string, string>> {
  const file = join(folder, databaseName);
  try {
    const complaint = databaseComplaint(await readHeader(file));
    return complaint === undefined ? ok(file) : err(`${file} ${complaint}.`);
  } catch (error) {
    return err(`There is no database in ${folder}: ${messageOf(error)}.`);
  }
}

// https://sqlite.org/fileformat2.html#the_database_header
const headerBytes = 100;
const magic = 'SQLite format 3\0';
const userVersionAt = 60;
const applicationIdAt = 68;

/** The first bytes of a file, read without opening it as a database: opening would already write beside it. */
export async function readHeader(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const isSqlite = (header: Buffer): boolean => header.toString('latin1', 0, magic.length) === magic;

/** What is wrong with a database of which these are the first bytes. */
export function databaseComplaint(header: Buffer): string | undefined {
  // Created but never written: a first start that was cut short.
  if (header.length === 0) return undefined;
  if (!isSqlite(header) || header.length < headerBytes) return 'is not a database';
  if (header.readUInt32BE(applicationIdAt) !== applicationId) return 'belongs to another program';
  if (header.readUInt32BE(userVersionAt) > schemaVersion) return 'was written by a newer Écritoire';
  return undefined;
}

/** The system holds the lock for as long as the process lives, so a killed relay leaves nothing stale behind. */
function lock(folder: string): Result<DataFolder, string> {
  const file = join(folder, lockName);
  try {
    const held = new DatabaseSync(file);
    held.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return ok({ databaseFile: join(folder, databaseName), release: () => held.close() });
  } catch (error) {
    return isBusy(error)
      ? err(`The data folder ${folder} is in use by another Écritoire; one process at a time may hold it.`)
      : err(`The data folder ${folder} cannot be used: ${messageOf(error)}.`);
  }
}

const sqliteBusy = 5;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
