import { type ScannedUpdate, scanUpdate } from '@ecritoire/shared/yjs-bytes';
import * as Y from 'yjs';
import { ContentIndex } from '../yjs-bytes/content-index.ts';
import { mergeUpdates } from '../yjs-bytes/merge-updates.ts';

/**
 * - `reencoded`: as a document that nobody edited since would be sent, without the content of what is deleted.
 * - `merged`: as small as it gets while nothing may be left out.
 */
export type Compacted =
  | { readonly outcome: 'reencoded'; readonly base: Uint8Array }
  | { readonly outcome: 'merged'; readonly base: Uint8Array; readonly reason: MergedReason };

/**
 * Why the content of deleted text has to stay.
 * - `pending`: something refers to what is not here yet.
 * - `unrecorded-deletions`: text died with its parent although no delete set names it; clients put such words back.
 * - `unequal`: the new bytes do not say the same as the old ones; a defect of whoever wrote or read them.
 */
export type MergedReason = 'pending' | 'unrecorded-deletions' | 'unequal';

/**
 * One base from the parts of a document. It is re-encoded from a document when that is allowed and proven to say the
 * same; otherwise the parts are merged. Takes time and about twelve times the memory of the parts: it belongs into a
 * thread that may be ended. Throws for bytes that are no update.
 */
export function compact(parts: readonly Uint8Array[]): Compacted {
  const document = loaded(parts);
  const isPending = hasPending(document);
  const reencoded = Y.encodeStateAsUpdate(document);
  const isAdopted = !isPending && addsNothing(document, reencoded);
  document.destroy();
  if (isPending) return merged(parts, 'pending');
  const before = indexed(parts);
  const after = indexed([reencoded]);
  if (!isEqual(before.deletions(), after.deletions())) return merged(parts, 'unrecorded-deletions');
  const isSame = isEqual(before.stateVector(), after.stateVector()) && isAdopted && isStable(reencoded);
  return isSame ? { outcome: 'reencoded', base: reencoded } : merged(parts, 'unequal');
}

/** With garbage collection: the content of what is deleted goes while loading. */
function loaded(updates: readonly Uint8Array[]): Y.Doc {
  const document = new Y.Doc({ gc: true });
  // One transaction: what one part parks and another one brings is integrated once.
  document.transact(() => {
    for (const update of updates) Y.applyUpdate(document, update);
  });
  return document;
}

const hasPending = ({ store }: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null;

/** Whether the document knows everything in the update. */
function addsNothing(document: Y.Doc, update: Uint8Array): boolean {
  let isKnown = true;
  document.on('update', () => {
    isKnown = false;
  });
  // This way round: small structs applied to a document that holds them fused would split it again, in quadratic time.
  Y.applyUpdate(document, update);
  return isKnown && !hasPending(document);
}

/** Whether a document of these bytes is sent as the same bytes: then it is the one that they were taken from. */
function isStable(update: Uint8Array): boolean {
  const document = loaded([update]);
  const isSame = !hasPending(document) && isEqual(Y.encodeStateAsUpdate(document), update);
  document.destroy();
  return isSame;
}

function merged(parts: readonly Uint8Array[], reason: MergedReason): Compacted {
  const base = mergeUpdates(parts);
  if (base === undefined) throw new TypeError('There is nothing to compact');
  const after = indexed([base]);
  if (!parts.every((part) => after.covers(scanned(part)))) throw new Error('Merging would have lost something');
  return { outcome: 'merged', base, reason };
}

function indexed(updates: readonly Uint8Array[]): ContentIndex {
  const index = new ContentIndex();
  for (const update of updates) index.add(scanned(update));
  return index;
}

function scanned(update: Uint8Array): ScannedUpdate {
  const scan = scanUpdate(update);
  if (scan === undefined) throw new TypeError('The bytes are no update in the V1 encoding');
  return scan;
}

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
