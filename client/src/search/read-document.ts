import type { DocumentId } from '@ecritoire/shared';
import * as Y from 'yjs';
import { openExistingDatabase, readFrom, type UpdatesDatabase, updatesStore } from '../storage/database.ts';
import type { StoredText } from '../storage/search-store.ts';
import { findRefused, type SoundRow, sortRows } from '../storage/sound-rows.ts';
import { readStoredUpdates } from '../storage/stored-updates.ts';
import { readBlocks } from './read-blocks.ts';

/** The stamp of a document that is listed, and not on this device. */
export const absentStamp = 'absent';

/** Which state a document's rows are in: another one after every change and every compaction. */
export async function readStamp(id: DocumentId): Promise<string> {
  return (await withDatabase(id, stampOf)) ?? absentStamp;
}

/**
 * The words of a document, as its rows on this device have them; damaged rows are left out and left alone. Never
 * creates a database. Rejects when it cannot be opened or does not answer.
 */
export async function readDocument(id: DocumentId): Promise<Omit<StoredText, 'readAt'>> {
  const stored = await withDatabase(id, async (database) => {
    // First: what is stored meanwhile makes another stamp, and the document is read again.
    const stamp = await stampOf(database);
    const { rows, setAside } = await readStoredUpdates(database);
    return { stamp, rows: rows.filter(({ key }) => !setAside.has(key)) };
  });
  if (stored === undefined) return { id, stamp: absentStamp, title: '', blocks: [], linkedIds: [] };
  const doc = applySoundRows(sortRows(stored.rows).sound);
  try {
    const stated: unknown = doc.getMap('meta').get('language');
    const language = typeof stated === 'string' ? (stated.toLowerCase().split('-')[0] ?? '') : '';
    const blocks = readBlocks(doc.getXmlFragment('content'), language);
    const linkedIds = [...new Set(blocks.flatMap(({ links }) => links.map(({ to }) => to)))];
    const title = doc.getText('title').toString().slice(0, longestTitle);
    return { id, stamp: stored.stamp, title, blocks, linkedIds };
  } finally {
    doc.destroy();
  }
}

/** Nobody reads longer ones, and the index needs no more of them. Characters. */
const longestTitle = 2_000;

async function withDatabase<T>(
  id: DocumentId,
  look: (database: UpdatesDatabase) => Promise<T>,
): Promise<T | undefined> {
  const database = await openExistingDatabase(id, untouched);
  if (database === undefined) return undefined;
  try {
    return await look(database);
  } finally {
    database.close();
  }
}

/** A connection for one look: whatever ends it ends the look. */
const untouched = { yielded: () => undefined, lost: () => undefined };

async function stampOf(database: UpdatesDatabase): Promise<string> {
  const store = readFrom(database, updatesStore);
  const [count, last] = await Promise.all([store.count(), store.openKeyCursor(null, 'prev')]);
  return `${count}:${last?.key ?? 0}`;
}

function applySoundRows(rows: readonly SoundRow[]): Y.Doc {
  const doc = new Y.Doc();
  try {
    apply(doc, rows);
    return doc;
  } catch {
    // A document that refused a row may be spoilt by it.
    doc.destroy();
    const refused = findRefused(rows);
    const sound = new Y.Doc();
    apply(
      sound,
      rows.filter((row) => !refused.has(row)),
    );
    return sound;
  }
}

const apply = (doc: Y.Doc, rows: readonly SoundRow[]) =>
  doc.transact(() => {
    for (const { value } of rows) Y.applyUpdate(doc, value);
  });
