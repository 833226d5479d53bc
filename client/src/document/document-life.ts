import type { DocumentId } from '@ecritoire/shared';
import * as Y from 'yjs';
import { createSchemaGuard, type GuardVerdict } from '../editor/guard/schema-guard.ts';
import type { StorageFailure } from '../storage/storage-failure.ts';
import { initialContent } from './create-document.ts';
import type { LifePhase } from './derive-status.ts';
import type { DocumentParts } from './document-parts.ts';

/** The phases that a document goes through while it is open. */
export interface DocumentLife {
  getPhase(): LifePhase;
  /**
   * Load from the device → look for content this version does not know → `ready` → connect. The order is a promise: an
   * editor mounted before local content is there writes duplicates, and a relay's "empty" must never meet a document
   * that exists on the device (tiptap#6891, hocuspocus#382).
   */
  start(): Promise<void>;
  /** Looks whether what the relay has said, or what was repaired, is reason for another phase. Whether it was. */
  reconsider(): boolean;
  /** The document is gone from this device, and no relay hears of it any more. */
  remove(): void;
  /** Nothing is begun any more. What still arrives is looked at. */
  leave(): void;
  close(): void;
}

export interface DocumentLifeOptions {
  readonly id: DocumentId;
  readonly parts: Pick<DocumentParts, 'doc' | 'storage' | 'sync' | 'recovery'>;
  /** Called in the same turn, and before any observer of the Y.Doc sees the change that was the reason. */
  phaseEntered(): void;
  /** What the device has is in the Y.Doc. */
  loaded(): void;
}

export function createDocumentLife({ id, parts, phaseEntered, loaded }: DocumentLifeOptions): DocumentLife {
  const { doc, storage, sync, recovery } = parts;
  const schemaGuard = createSchemaGuard(doc);
  let phase: LifePhase = { name: 'loading' };
  let isLeaving = false;

  function enter(next: LifePhase): void {
    phase = next;
    phaseEntered();
  }

  function obey(verdict: GuardVerdict): void {
    enter(verdict);
    if (verdict.name === 'ready' && !isLeaving) recovery.start();
    else recovery.stopRestoring();
  }

  const guard = () => obey(schemaGuard.assess());

  // Runs before any observer, the editor's binding included.
  const guardLive = (transaction: Y.Transaction) => {
    if (phase.name !== 'ready' && phase.name !== 'update-needed') return;
    const verdict = schemaGuard.review(transaction);
    if (verdict !== undefined) obey(verdict);
  };
  doc.on('beforeObserverCalls', guardLive);

  /** One that the device has and cannot read appears when there is something to show: an empty page would be a lie. */
  function replaceUnreadable(failure: StorageFailure, hasReceived: boolean): void {
    const isWhole = storage.damage.state.getState().isRepaired;
    if ((hasReceived || isWhole) && doc.store.clients.size > 0) guard();
    else enter({ name: 'unreadable', failure, isRelayEmpty: hasReceived });
  }

  return {
    getPhase: () => phase,
    async start() {
      const stored = await storage.loaded;
      if (isLeaving) return;
      if (!stored.ok && stored.error !== 'unavailable') {
        enter({ name: 'unreadable', failure: stored.error, isRelayEmpty: false });
        // What made the document throw is in it, and must not reach anybody.
        if (!storage.damage.state.getState().hasSpoiltDocument) sync.connect();
        return;
      }
      loaded();
      const bornHere = initialContent(id);
      if (!stored.ok && bornHere !== undefined) Y.applyUpdate(doc, bornHere);
      if ((stored.ok && !stored.value.isEmpty) || bornHere !== undefined) guard();
      else enter({ name: 'awaited' });
      sync.connect();
    },
    reconsider() {
      const { hasReceived } = sync.state.getState();
      // A document that the device does not have appears when the relay has answered, whatever the answer.
      if (phase.name === 'awaited' && hasReceived) guard();
      else if (phase.name === 'unreadable') replaceUnreadable(phase.failure, hasReceived);
      else return false;
      return true;
    },
    remove() {
      sync.close();
      enter({ name: 'removed' });
    },
    leave() {
      isLeaving = true;
    },
    close: () => doc.off('beforeObserverCalls', guardLive),
  };
}
