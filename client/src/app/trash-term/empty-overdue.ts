import type { DocumentId, Result } from '@ecritoire/shared';
import type { VisitOutcome } from '../../document/convergence/visit-document.ts';
import type { LibraryEntry } from '../../library/entries.ts';
import type { Library } from '../../library/library.ts';
import { isTermOver, type TrashWarnings } from '../../library/trash-term.ts';
import type { StorageFailure } from '../../storage/storage-failure.ts';

export interface OverdueOptions {
  readonly library: Pick<Library, 'getSnapshot' | 'find' | 'remove'>;
  readonly warnings: () => TrashWarnings;
  /** Whether the server can be reached, and its clock and this device's agree. */
  readonly isClockSound: () => Promise<boolean>;
  readonly isHere: (id: DocumentId) => Promise<boolean>;
  /** Brings the document into step with the relay, unless a page has it open. */
  readonly visit: (id: DocumentId) => Promise<VisitOutcome>;
  /** Whether this device has words of it that no relay has confirmed. */
  readonly hasUnsent: (id: DocumentId) => Promise<boolean>;
  readonly remove: (id: DocumentId) => Promise<Result<void, StorageFailure>>;
  readonly now: () => number;
}

/**
 * Deletes from this device what has been in the trash for its term, and of which a person was warned here in time
 * (rules L12, L13). Whatever is in doubt stays, and is looked at the next time. Resolves to what is gone.
 */
export async function emptyOverdue(options: OverdueOptions): Promise<readonly LibraryEntry[]> {
  const { library, now } = options;
  const isOverdue = (entry: LibraryEntry) => isTermOver(entry, options.warnings(), now());
  const overdue = library.getSnapshot().trashed.filter(isOverdue);
  if (overdue.length === 0 || !(await options.isClockSound())) return [];
  const gone: LibraryEntry[] = [];
  for (const entry of overdue) {
    const { id } = entry;
    if ((await options.isHere(id)) && !(await isOnRelay(id, options))) continue;
    // It may have been put back meanwhile, here or elsewhere.
    const known = library.find(id);
    if (known?.trashedAt !== entry.trashedAt || !(await options.remove(id)).ok) continue;
    library.remove([id]);
    gone.push(entry);
  }
  return gone;
}

/** Whether the relay has confirmed all of it a moment ago, and nobody has it open. */
async function isOnRelay(id: DocumentId, { visit, hasUnsent }: OverdueOptions): Promise<boolean> {
  const { name } = await visit(id);
  return name === 'converged' && !(await hasUnsent(id));
}
