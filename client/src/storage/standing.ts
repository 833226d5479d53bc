import type { DocumentId } from '@ecritoire/shared';
import { customStore, openExistingDatabase, readFrom } from './database.ts';
import { readUnsavedMarks } from './unsaved-marks.ts';

/** How this device stands with a document, as far as that can be said without opening it. */
export interface Standing {
  readonly id: DocumentId;
  /** Whether anything of it is on this device. */
  readonly isHere: boolean;
  /** Whether something in it is not confirmed by the relay. */
  readonly isUnsaved: boolean;
  /** When it was last brought into step with the relay in the background; milliseconds since 1970, 0 for never. */
  readonly convergedAt: number;
}

/** In `custom`. Gone with the document, and wrong in nothing but age. */
const convergedKey = 'ecritoire:converged';

/** Reads it for one document after the other, in the same order. Creates nothing. What cannot be read counts as unsaved. */
export async function readStandings(ids: readonly DocumentId[]): Promise<Standing[]> {
  const names = await listDatabases();
  const standings: Standing[] = [];
  for (const id of ids) standings.push(names?.has(id) === false ? notHere(id) : await readStanding(id));
  return standings;
}

/** Which databases there are; `undefined` where the browser does not say. Opening one to find out costs much more. */
export async function listDatabases(): Promise<ReadonlySet<string | undefined> | undefined> {
  try {
    const databases = await indexedDB.databases?.();
    return databases && new Set(databases.map(({ name }) => name));
  } catch {
    // Then each is looked for.
    return undefined;
  }
}

const notHere = (id: DocumentId): Standing => ({ id, isHere: false, isUnsaved: false, convergedAt: 0 });

async function readStanding(id: DocumentId): Promise<Standing> {
  try {
    const database = await openExistingDatabase(id, untouched);
    if (database === undefined) return notHere(id);
    try {
      const custom = readFrom(database, customStore);
      const [unsaved, convergedAt] = await Promise.all([readUnsavedMarks(custom), custom.get(convergedKey)]);
      return { id, isHere: true, isUnsaved: unsaved.size > 0, convergedAt: Number(convergedAt ?? 0) || 0 };
    } finally {
      database.close();
    }
  } catch {
    return { id, isHere: true, isUnsaved: true, convergedAt: 0 };
  }
}

/** Notes that a document of this device is in step with the relay. A note that is lost costs one more look. */
export async function noteConvergence(id: DocumentId, atMs: number): Promise<void> {
  try {
    const database = await openExistingDatabase(id, untouched);
    await database?.put(customStore, atMs, convergedKey);
    database?.close();
  } catch {
    // A disk that fails has said so where it mattered.
  }
}

/** A connection for one look: whatever ends it ends the look. */
const untouched = { yielded: () => undefined, lost: () => undefined };
