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

/**
 * Deletes this device's copy of what another device deleted for good: off the list, nobody would find it or could
 * delete it. A copy that must stay brings the document back, into the trash. What a killed browser left undone is done
 * the next time, because the list remembers what was removed. Until the returned function is called.
 */
export function forgetRemoved({ library, copies }: ForgetOptions): () => void {
  const settled = new Set<DocumentId>();
  let isStopped = false;
  let working: Promise<void> = Promise.resolve();

  async function settle(id: DocumentId): Promise<void> {
    const keptFor = await copies.mustKeep(id);
    // Put back meanwhile, it is on the list as it should be.
    if (isStopped || !library.removed().includes(id)) return;
    if (keptFor === undefined) await copies.remove(id);
    else library.returnToTrash(id, keptFor, await copies.describe(id));
  }

  async function look(): Promise<void> {
    const removed = library.removed();
    const news = removed.filter((id) => !settled.has(id));
    settled.clear();
    for (const id of removed) settled.add(id);
    if (news.length === 0) return;
    for (const id of await copies.present(news)) if (!isStopped) await settle(id);
  }

  const lookNext = () => {
    working = working.then(look).catch((error: unknown) => console.warn('A removed document was not forgotten', error));
  };
  const stop = library.subscribe(lookNext);
  lookNext();
  return () => {
    isStopped = true;
    stop();
  };
}
