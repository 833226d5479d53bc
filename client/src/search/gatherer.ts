import type { DocumentId } from '@ecritoire/shared';
import type { SearchStore, StoredText } from '../storage/search-store.ts';
import { absentStamp } from './read-document.ts';

/** A document of the person's list, as far as search needs it. */
export interface ListedDocument {
  readonly id: DocumentId;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/**
 * Keeps the words of all listed documents in the search database in step with the documents. One per browser works at a
 * time; two would only do the same work twice.
 */
export interface Gatherer {
  /** The whole list, whenever it changes: what is no longer on it is forgotten. */
  listed(documents: readonly ListedDocument[]): void;
  /** Somebody has stored changes of this document: it is read again after a pause. */
  stored(id: DocumentId): void;
  /** It is no longer on this device: its words are forgotten at once. */
  deleted(id: DocumentId): void;
  close(): void;
}

export interface GathererOptions {
  readonly store: SearchStore;
  readonly readStamp: (id: DocumentId) => Promise<string>;
  readonly readDocument: (id: DocumentId) => Promise<Omit<StoredText, 'readAt'>>;
  /** The words of these documents are others now. */
  readonly gathered: (ids: readonly DocumentId[]) => void;
  /** The search database does not answer, or takes no more. Nothing is gathered any more. */
  readonly failed: (error: unknown) => void;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** A document that is typed in is read when nothing more was stored for so long. */
const pauseMs = 1_000;
/** Between two documents while somebody types: the device belongs to them. */
const restWhileTypedMs = 250;
/** Between two looks at documents of which nobody said that they changed. */
const restOfSweepMs = 20;

export function createGatherer(options: GathererOptions): Gatherer {
  const { store, now, wait } = options;
  /** Documents to read, with the time from which on they may be. */
  const dueAtById = new Map<DocumentId, number>();
  /** Documents of which a change may have gone unheard while no window was open; the likeliest first. */
  const unseen = new Set<DocumentId>();
  let listedIds: ReadonlySet<DocumentId> | undefined;
  let lastStoredAt = Number.NEGATIVE_INFINITY;
  let isWorking = false;
  let isClosed = false;

  const fail = (error: unknown) => {
    if (isClosed) return;
    isClosed = true;
    options.failed(error);
  };

  async function work(): Promise<void> {
    if (isWorking || isClosed) return;
    isWorking = true;
    await workOff().catch(fail);
    isWorking = false;
    // What came in between the last look and now.
    if (dueAtById.size + unseen.size > 0) void work();
  }

  async function workOff(): Promise<void> {
    while (!isClosed) {
      const due = nextDue();
      const id = due ?? unseen.values().next().value;
      if (id === undefined && dueAtById.size === 0) return;
      if (id === undefined) {
        await wait(Math.max(0, Math.min(...dueAtById.values()) - now()));
        continue;
      }
      dueAtById.delete(id);
      unseen.delete(id);
      const isRead = await readIfChanged(id);
      if (now() - lastStoredAt < pauseMs) await wait(restWhileTypedMs);
      else await wait(isRead || due !== undefined ? 0 : restOfSweepMs);
    }
  }

  /** What was stored last is what somebody works on: it does not wait until a whole library has been read. */
  function nextDue(): DocumentId | undefined {
    let next: DocumentId | undefined;
    let latest = Number.NEGATIVE_INFINITY;
    const at = now();
    for (const [id, dueAt] of dueAtById) {
      if (dueAt > at || dueAt <= latest) continue;
      next = id;
      latest = dueAt;
    }
    return next;
  }

  async function readIfChanged(id: DocumentId): Promise<boolean> {
    const known = await store.mark(id);
    const text = await readText(id, known?.stamp);
    if (text === undefined || listedIds?.has(id) === false) return false;
    await store.put({ ...text, readAt: now() });
    // It may have been deleted while it was read.
    if (text.stamp !== absentStamp && (await isGone(id))) await store.remove([id]);
    options.gathered([id]);
    return true;
  }

  /** `undefined` when the words are known, or cannot be read now: then what is known of them stays. */
  async function readText(id: DocumentId, known: string | undefined) {
    try {
      return (await options.readStamp(id)) === known ? undefined : await options.readDocument(id);
    } catch (error) {
      console.warn('Search could not read a document', error);
      return known === undefined ? { id, stamp: 'unreadable', title: '', blocks: [], linkedIds: [] } : undefined;
    }
  }

  async function isGone(id: DocumentId): Promise<boolean> {
    const stamp = await options.readStamp(id).catch(() => undefined);
    return listedIds?.has(id) === false || stamp === absentStamp;
  }

  async function compare(documents: readonly ListedDocument[]): Promise<void> {
    const before = listedIds;
    const listed = new Set(documents.map(({ id }) => id));
    listedIds = listed;
    const marks = await store.marks();
    const forgotten = [...marks.keys()].filter((id) => !listed.has(id));
    if (forgotten.length > 0) {
      await store.remove(forgotten);
      options.gathered(forgotten);
    }
    for (const { id, changedAt } of documents) {
      // Its time is known already, and its pause not over.
      if (dueAtById.has(id)) continue;
      const mark = marks.get(id);
      if (mark === undefined || (before === undefined && mark.readAt < changedAt)) dueAtById.set(id, now());
      else if (before === undefined) unseen.add(id);
    }
    void work();
  }

  return {
    listed: (documents) => void (isClosed || compare(documents).catch(fail)),
    stored(id) {
      if (isClosed) return;
      lastStoredAt = now();
      dueAtById.delete(id);
      dueAtById.set(id, lastStoredAt + pauseMs);
      void work();
    },
    deleted(id) {
      dueAtById.delete(id);
      unseen.delete(id);
      if (isClosed) return;
      store.remove([id]).then(() => options.gathered([id]), fail);
    },
    close() {
      isClosed = true;
    },
  };
}
