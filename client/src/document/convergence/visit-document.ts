import type { DocumentId } from '@ecritoire/shared';
import type * as Y from 'yjs';
import type { StorageFailure } from '../../storage/storage-failure.ts';
import type { Transport } from '../../sync/transport/transport-choice.ts';
import type { DocumentStatus } from '../document-status.ts';
import { type OpenDocument, openDocument } from '../open-document.ts';
import { isAuthorsTurnTaken } from '../recovery/open-recovery.ts';
import { untilStatus } from '../until-status.ts';

/**
 * Why a document could not be brought into step.
 *
 * - `nowhere`: neither this device nor the relay has anything of it.
 * - `read-only`: the relay takes no changes, and the device holds some.
 * - `unanswered`: the relay is there, and never gave or confirmed all of it.
 * - `unreachable`: it fails while others do not.
 * - `defect`: the program failed on it.
 */
export type SkipReason =
  | StorageFailure
  | 'too-large'
  | 'refused'
  | 'read-only'
  | 'nowhere'
  | 'unanswered'
  | 'unreachable'
  | 'defect';

export type VisitOutcome =
  /** All that the relay has is stored here, and the relay has all that is here, if it is one that confirms. */
  | { readonly name: 'converged'; readonly transport: Transport }
  /** A page has it open, and sees to it. */
  | { readonly name: 'open' }
  /** It was deleted from this device meanwhile. */
  | { readonly name: 'removed' }
  /** The relay is not there, or went away; `isIntercepted`: somebody else answers in its place. */
  | { readonly name: 'unreachable'; readonly isIntercepted: boolean }
  | { readonly name: 'skipped'; readonly reason: SkipReason };

export interface Visit<Description> {
  readonly outcome: VisitOutcome;
  /** What the document is like now; `undefined` when nothing arrived that the device did not have. */
  readonly arrived: Description | undefined;
}

/** On a line of 13 kB/s that is 1.5 MB. What takes longer is for somebody who waits for it. */
const answerWithinMs = 120_000;

/**
 * Brings a document that nobody looks at into step with the relay, in the very life it has in a page (docs/device.md,
 * D15 to D25, G and M): only nobody is announced in it, and nothing is mounted. Never rejects; leaves nothing open.
 */
export async function visitDocument<Description>(
  id: DocumentId,
  describe: (doc: Y.Doc) => Description,
  withinMs = answerWithinMs,
): Promise<Visit<Description>> {
  if (await isAuthorsTurnTaken(id)) return { outcome: { name: 'open' }, arrived: undefined };
  const document = openDocument(id);
  document.awareness.setLocalState(null);
  const hasArrived = watchArrivals(document);
  let outcome = await untilJudged(document, withinMs);
  if (outcome.name === 'converged') {
    // What is put back now is there for the others at once, and not only when somebody opens the document here.
    document.hurryRecovery();
    outcome = await untilJudged(document, withinMs);
  }
  const arrived = outcome.name !== 'removed' && hasArrived() ? describe(document.doc) : undefined;
  // It has waited long enough.
  await document.close(0);
  const { failure } = document.getStatus();
  return failure === undefined ? { outcome, arrived } : { outcome: skipped(failure), arrived: undefined };
}

async function untilJudged(document: OpenDocument, withinMs: number): Promise<VisitOutcome> {
  await untilStatus(document, (status) => judge(status, document.doc) !== undefined, withinMs);
  return judge(document.getStatus(), document.doc) ?? skipped('unanswered');
}

const skipped = (reason: SkipReason): VisitOutcome => ({ name: 'skipped', reason });

/** What became of the visit; `undefined` while that is open. */
function judge(status: DocumentStatus, doc: Y.Doc): VisitOutcome | undefined {
  const { phase, connection, failure, save } = status;
  if (phase.name === 'loading') return undefined;
  if (phase.name === 'removed') return { name: 'removed' };
  if (phase.name === 'unreadable') return skipped(phase.failure);
  if (failure !== undefined) return skipped(failure);
  if (connection === 'refused') return skipped(status.size === 'too-large' ? 'too-large' : 'refused');
  if (connection === 'connecting') {
    return status.hasFailed ? { name: 'unreachable', isIntercepted: status.isIntercepted } : undefined;
  }
  if (!status.hasReceived) return undefined;
  if (doc.store.clients.size === 0) return skipped('nowhere');
  if (save === 'read-only') return skipped('read-only');
  // A stock server never confirms: what it was asked for has gone out to it before its answer came.
  const isOver = status.isConfirmedByRelay ? status.isOnRelay && status.isStored : true;
  return isOver ? { name: 'converged', transport: status.isOverHttp ? 'http' : 'websocket' } : undefined;
}

/** Whether something arrived from elsewhere, since what the device has was read. */
function watchArrivals(document: OpenDocument): () => boolean {
  let hasArrived = false;
  let isListening = false;
  const listen = () => {
    if (isListening || document.getStatus().phase.name === 'loading') return;
    isListening = true;
    document.doc.on('update', (_update, _origin, _doc, { local }) => {
      hasArrived ||= !local;
    });
  };
  // Not before: for a listener Yjs encodes all of a document that is read from the device.
  document.subscribe(listen);
  return () => hasArrived;
}
