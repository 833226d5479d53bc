import type { DocumentId, Result } from '@ecritoire/shared';
import type { KeptFor } from '../library/entries.ts';
import type { Description } from '../library/follow-document.ts';
import type { Library } from '../library/library.ts';

/** What this device has of documents, whether the list knows them or not. */
export interface DeviceCopies {
  /** Those of which anything is on this device. */
  present(ids: readonly DocumentId[]): Promise<readonly DocumentId[]>;
  /** Why this copy must stay: words of it are on no relay, or a page has it open; `undefined` when it may go. */
  mustKeep(id: DocumentId): Promise<Exclude<KeptFor, 'file'> | undefined>;
  describe(id: DocumentId): Promise<Description>;
  remove(id: DocumentId): Promise<Result<void, unknown>>;
}

export interface ForgetOptions {
  readonly library: Pick<Library, 'subscribe' | 'removed' | 'returnToTrash'>;
  readonly copies: DeviceCopies;
}

/** What could not be deleted is tried again after this; each further time after twice as long, up to an hour. */
const firstRetryMs = 15_000;
const mostDoublings = 8;

/**
 * Deletes this device's copy of what another device deleted for good: off the list, nobody would find it or could
 * delete it. A copy that must stay brings the document back, into the trash. What fails is tried again by itself, and
 * what a killed browser left undone the next time, because the list remembers what was removed. Until the returned
 * function is called.
 */
export function forgetRemoved({ library, copies }: ForgetOptions): () => void {
  const settled = new Set<DocumentId>();
  /** Copies that should be gone, and are not. */
  const undone = new Set<DocumentId>();
  let isStopped = false;
  let working: Promise<void> = Promise.resolve();
  let retrying: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  async function settle(id: DocumentId): Promise<boolean> {
    const keptFor = await copies.mustKeep(id);
    // Put back meanwhile, it is on the list as it should be.
    if (isStopped || !library.removed().includes(id)) return true;
    if (keptFor === undefined) return (await copies.remove(id)).ok;
    library.returnToTrash(id, keptFor, await copies.describe(id));
    return true;
  }

  async function look(): Promise<void> {
    const removed = library.removed();
    const news = removed.filter((id) => !settled.has(id));
    settled.clear();
    for (const id of removed) settled.add(id);
    if (news.length === 0) return;
    const present = await copies.present(news).catch(failed(news));
    for (const id of present) if (!isStopped && !(await settle(id).catch(failed(false)))) undone.add(id);
    if (undone.size === 0) failures = 0;
    else if (!isStopped) retrying ??= setTimeout(retry, firstRetryMs * 2 ** Math.min(failures, mostDoublings));
  }

  function retry(): void {
    retrying = undefined;
    failures += 1;
    for (const id of undone) settled.delete(id);
    undone.clear();
    lookNext();
  }

  function lookNext(): void {
    working = working.then(look);
  }

  const stop = library.subscribe(lookNext);
  lookNext();
  return () => {
    isStopped = true;
    clearTimeout(retrying);
    stop();
  };
}

/** What is gone on with after a failure. */
const failed =
  <T>(instead: T) =>
  (error: unknown): T => {
    console.warn('A removed document was not forgotten', error);
    return instead;
  };
