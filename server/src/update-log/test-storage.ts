import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteLog } from './sqlite.ts';
import { type StorageSettings, storageSettings } from './storage-settings.ts';
import type { LogEvents, UpdateLog } from './update-log.ts';

export const newFile = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'ecritoire-log-')), 'log.sqlite');

/** A log that leaves nothing for later: everything is folded at once, and looked at for compaction all the time. */
export const hastySettings: StorageSettings = {
  ...storageSettings(7),
  foldAfterMs: 0,
  quietMs: 0,
  minTailBytes: 0,
  maxTailAgeMs: 0,
  expireEveryMs: 50,
  lookForDueRoomsEveryMs: 50,
  // One look that waited for a thread on a busy machine would put the next one off for half a minute.
  lookShare: 1,
};

/** A log that folds and compacts only when it is asked to. */
export const idleSettings: StorageSettings = {
  ...storageSettings(7),
  foldAfterMs: Number.MAX_SAFE_INTEGER,
  lookForDueRoomsEveryMs: 2 ** 30,
};

export type ObservedEvents = LogEvents & { readonly heard: string[] };

/** Notes everything but commits. */
export function observed(): ObservedEvents {
  const heard: string[] = [];
  return {
    heard,
    storageFailed: (message) => void heard.push(`storage-failed: ${message}`),
    recordDamaged: (record) => void heard.push(`record-damaged: ${record}`),
    commitsLost: (commits) => void heard.push(`commits-lost: ${commits}`),
    roomNameDamaged: (room) => void heard.push(`room-name-damaged: ${room}`),
    roomUnreadable: (message) => void heard.push(`room-unreadable: ${message}`),
    committed: () => undefined,
    folded: (records) => void heard.push(`folded: ${records}`),
    compacted: (outcome) => void heard.push(`compacted: ${outcome}`),
  };
}

export async function openLog(
  file: string,
  settings: StorageSettings = idleSettings,
  events: LogEvents = observed(),
): Promise<UpdateLog> {
  const opened = await openSqliteLog(file, settings, events);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

// The log under test may be writing, as any program beside it would find.
const patienceMs = 10_000;

/** Does to the database what nobody should. */
export function change(file: string, sql: string): void {
  const database = new DatabaseSync(file, { timeout: patienceMs });
  database.exec(sql);
  database.close();
}

/** One value out of the database. */
export function valueIn(file: string, sql: string): unknown {
  const database = new DatabaseSync(file, { readOnly: true, timeout: patienceMs });
  const value = Object.values(database.prepare(sql).get() ?? {})[0];
  database.close();
  return value;
}

export const count = (file: string, table: string): number => Number(valueIn(file, `SELECT count(*) FROM ${table}`));
