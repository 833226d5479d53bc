import { scanUpdate } from '@ecritoire/shared/yjs-bytes';
import { ContentIndex } from './content-index.ts';

/** What updates delete, as one update that does nothing else; undefined when they delete nothing. */
export function deletionsOf(updates: readonly Uint8Array[]): Uint8Array | undefined {
  const index = new ContentIndex();
  for (const update of updates) index.add({ blocks: [], deletes: scanUpdate(update)?.deletes ?? [] });
  return index.size() === 0 ? undefined : index.deletions();
}

/**
 * The same document in the same order, after its deletions. A device that has deleted a block looks, at each update,
 * which words in it died though nobody deleted them (docs/device.md, rule M1): a word whose deletion comes in a later
 * part would look like one.
 */
export function deletionsFirst(updates: readonly Uint8Array[]): readonly Uint8Array[] {
  const deletions = deletionsOf(updates.slice(1));
  return deletions === undefined ? updates : [deletions, ...updates];
}
