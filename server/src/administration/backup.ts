import { link, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '@ecritoire/shared';
import { requireOwnDatabase } from '../update-log/sqlite-schema.ts';
import { checkDatabase, type DatabaseCheck } from './check-database.ts';
import { flushFileAndName, flushToDisk } from './durable-file.ts';

/**
 * Copies the database into a new file, while a relay may be writing: one moment of it, without free pages, flushed and
 * read back. The error is one sentence; a copy in which something is damaged is kept beside, its name ending in
 * `.damaged`.
 */
export async function backUp(databaseFile: string, target: string): Promise<Result<DatabaseCheck, string>> {
  const partial = `${target}.partial`;
  try {
    if (await exists(target)) return err(`${target} exists already and is not overwritten.`);
    // What is left of a backup that was cut short.
    await rm(partial, { force: true });
    copyMoment(databaseFile, resolve(partial));
    const check = checkDatabase(partial);
    await flushFileAndName(partial);
    if (check.damages.length > 0) return await keepDamaged(target, check);
    // Unlike a rename, a link never takes the place of a file that appeared meanwhile.
    await link(partial, target);
    await rm(partial);
    await flushToDisk(dirname(resolve(target)));
    return ok(check);
  } catch (error) {
    await rm(partial, { force: true });
    return err(`The backup failed: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function copyMoment(databaseFile: string, target: string): void {
  const database = new DatabaseSync(databaseFile, { readOnly: true, timeout: 5000 });
  try {
    requireOwnDatabase(database);
    database.prepare('VACUUM INTO ?').run(target);
  } finally {
    database.close();
  }
}

async function keepDamaged(target: string, { damages }: DatabaseCheck): Promise<Result<never, string>> {
  const kept = `${target}.damaged`;
  await rename(`${target}.partial`, kept);
  await flushToDisk(dirname(resolve(kept)));
  const others = damages.length > 1 ? `, and ${damages.length - 1} more` : '';
  return err(`The database is damaged, ${damages[0]}${others}; what there is was copied to ${kept}.`);
}

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
