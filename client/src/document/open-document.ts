import type { DocumentId } from '@ecritoire/shared';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createStore } from 'zustand/vanilla';
import { findUnknownContent, findUnknownInTransaction } from '../editor/unknown-content.ts';
import { isFromDevice, openPersistedDoc } from '../storage/persisted-doc.ts';
import { openSync } from '../sync/open-sync.ts';
import { initialContent } from './create-document.ts';
import { deriveStatus, type LifePhase } from './derive-status.ts';
import type { DocumentStatus } from './document-status.ts';
import { openRecovery } from './recovery/open-recovery.ts';
import { wouldForgetWords } from './recovery/watch-losses.ts';

/** One document while it is open in this tab. */
export interface OpenDocument {
  readonly id: DocumentId;
  /** Roots: `content` (Y.XmlFragment), `title` (Y.Text), `meta`, `recovered`. */
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** The same object until something changes: fit for `useSyncExternalStore`. */
  getStatus(): DocumentStatus;
  /**
   * Listeners are called in the same turn. In particular an editor must be destroyed inside the call that says
   * `update-needed`: it comes before the editor's binding sees the change that it would delete.
   */
  subscribe(listener: () => void): () => void;
  /** Tries the network, and what could not be stored, now instead of at the next turn. */
  retry(): void;
  /** Resolves once everything typed is on the device, and the connection is closed. */
  close(): Promise<void>;
}

/** How long a document that is being left may wait for the relay's confirmation. */
const lastWordsMs = 5_000;

const serverUrl = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`;

/**
 * Opens a document and starts its life: load from the device → look for content this version does not know →
 * `ready` → connect. The order is a promise: an editor mounted before local content is there writes duplicates, and
 * a relay's "empty" must never meet a document that exists on the device (tiptap#6891, hocuspocus#382).
 */
export function openDocument(id: DocumentId): OpenDocument {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const content = doc.getXmlFragment('content');
  const recovery = openRecovery({
    name: id,
    doc,
    awareness,
    isOwnClient: (client) => storage.isOwnSession(String(client)),
  });
  const sync = openSync({
    room: id,
    doc,
    awareness,
    updateArrives: recovery.arrives,
    serverUrl: serverUrl(),
    random: Math.random,
    now: Date.now,
  });
  const storage = openPersistedDoc({
    name: id,
    doc,
    isReceived: sync.isReceived,
    updateArrives: recovery.arrives,
    wouldForgetWords,
    awarenessReceived: (update) => applyAwarenessUpdate(awareness, update, storage),
    tabArrived: () => storage.tabs.sendAwareness(encodeAwarenessUpdate(awareness, [doc.clientID])),
    deleted: () => leave({ name: 'removed' }),
  });

  let phase: LifePhase = { name: 'loading' };
  let savedAt: number | undefined;
  let isLeaving = false;
  const status = createStore<DocumentStatus>(() => currentStatus());

  function currentStatus(): DocumentStatus {
    return deriveStatus({ phase, storage: storage.state.getState(), sync: sync.state.getState(), savedAt });
  }

  function publish(): void {
    const before = status.getState();
    let after = currentStatus();
    if (after.save === 'saved' && before.save !== 'saved') {
      savedAt = Date.now();
      after = currentStatus();
      void storage.clearUnsaved(storage.unsavedMarks());
    }
    status.setState(after, true);
  }

  function enter(next: LifePhase): void {
    phase = next;
    publish();
  }

  function guard(): void {
    const unknown = findUnknownContent(content);
    enter(unknown.length === 0 ? { name: 'ready' } : { name: 'update-needed', unknown });
    if (unknown.length === 0) recovery.start();
  }

  // Runs before any observer, the editor's binding included.
  const guardLive = (transaction: Y.Transaction) => {
    if (transaction.local || phase.name !== 'ready') return;
    const unknown = findUnknownInTransaction(content, transaction);
    if (unknown.length > 0) enter({ name: 'update-needed', unknown });
  };
  doc.on('beforeObserverCalls', guardLive);

  const tellTabs = (changes: { added: number[]; updated: number[]; removed: number[] }, origin: unknown) => {
    if (origin === storage || isFromDevice(origin)) return;
    const clients = [...changes.added, ...changes.updated, ...changes.removed];
    storage.tabs.sendAwareness(encodeAwarenessUpdate(awareness, clients));
  };
  awareness.on('update', tellTabs);

  const stopWatchingStorage = storage.state.subscribe(publish);
  const stopWatchingSync = sync.state.subscribe(() => {
    // A document that the device does not have appears when the relay has answered, whatever the answer.
    if (phase.name === 'awaited' && sync.state.getState().hasReceived) guard();
    else publish();
  });

  async function start(): Promise<void> {
    const loaded = await storage.loaded;
    if (isLeaving) return;
    if (!loaded.ok && loaded.error !== 'unavailable') {
      // Nothing is connected: what cannot be read must not be taken for an empty document.
      enter({ name: 'unreadable', failure: loaded.error });
      return;
    }
    const bornHere = initialContent(id);
    if (!loaded.ok && bornHere !== undefined) Y.applyUpdate(doc, bornHere);
    if ((loaded.ok && !loaded.value.isEmpty) || bornHere !== undefined) guard();
    else enter({ name: 'awaited' });
    sync.connect();
  }

  function leave(next: LifePhase): void {
    sync.close();
    enter(next);
  }

  async function close(): Promise<void> {
    isLeaving = true;
    if (phase.name === 'ready') await untilConfirmed();
    awareness.off('update', tellTabs);
    awareness.destroy();
    sync.close();
    recovery.stopRestoring();
    await storage.close();
    recovery.close();
    stopWatchingStorage();
    stopWatchingSync();
    doc.off('beforeObserverCalls', guardLive);
    doc.destroy();
  }

  /** Leaving a page must not cut off the last words (outline#13464); without a connection there is nothing to wait for. */
  function untilConfirmed(): Promise<void> {
    const isSending = () => status.getState().connection === 'connected' && status.getState().save === 'sending';
    if (!isSending()) return Promise.resolve();
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(deadline);
        stop();
        resolve();
      };
      const deadline = setTimeout(finish, lastWordsMs);
      const stop = status.subscribe(() => {
        if (!isSending()) finish();
      });
    });
  }

  void start();

  return {
    id,
    doc,
    awareness,
    getStatus: status.getState,
    subscribe: status.subscribe,
    retry() {
      storage.retry();
      sync.retry();
    },
    close,
  };
}
