import type { DocumentId } from '@ecritoire/shared';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createStore } from 'zustand/vanilla';
import { createSchemaGuard, type GuardVerdict } from '../editor/guard/schema-guard.ts';
import { isFromDevice, openPersistedDoc } from '../storage/persisted-doc.ts';
import type { DamagedRow } from '../storage/sound-rows.ts';
import type { StorageFailure } from '../storage/storage-failure.ts';
import { openSync } from '../sync/open-sync.ts';
import { compactInBackground } from './compact-in-background.ts';
import { initialContent } from './create-document.ts';
import { deriveStatus, type LifePhase } from './derive-status.ts';
import type { DocumentStatus } from './document-status.ts';
import { openRecovery } from './recovery/open-recovery.ts';
import { readWaitingWords, watchGap } from './watch-gap.ts';

/** One document while it is open in this tab. */
export interface OpenDocument {
  readonly id: DocumentId;
  /** Roots: `content` (Y.XmlFragment), `title` (Y.Text), `meta`, `recovered`. */
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** The same object until something changes: fit for `useSyncExternalStore`. */
  getStatus(): DocumentStatus;
  /**
   * Listeners are called in the same turn. In particular an editor must be destroyed inside the call that changes the
   * phase, or its `foreign`: it comes before the editor's binding sees the change that it would delete part of.
   */
  subscribe(listener: () => void): () => void;
  /** What could not be read or put in its place, for a file: nothing of it is deleted. */
  readDamage(): DamageReport;
  /** Tries the network, and what could not be stored, now instead of at the next turn. */
  retry(): void;
  /** Resolves once everything typed is on the device, and the connection is closed. */
  close(): Promise<void>;
}

export interface DamageReport {
  readonly rows: readonly DamagedRow[];
  /** Words whose place in the text is missing. */
  readonly waitingWords: string;
}

/** How long a document that is being left may wait for the relay's confirmation. */
const lastWordsMs = 5_000;

/** A mark costs a write. One that stays a moment too long says too little, never too much. */
const clearMarksAfterMs = 1_000;

const serverUrl = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`;

/**
 * Opens a document and starts its life: load from the device → look for content this version does not know →
 * `ready` → connect. The order is a promise: an editor mounted before local content is there writes duplicates, and
 * a relay's "empty" must never meet a document that exists on the device (tiptap#6891, hocuspocus#382).
 */
export function openDocument(id: DocumentId): OpenDocument {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const schemaGuard = createSchemaGuard(doc);
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
    compact: compactInBackground,
    awarenessReceived: (update) => applyAwarenessUpdate(awareness, update, storage),
    tabArrived: () => storage.tabs.sendAwareness(encodeAwarenessUpdate(awareness, [doc.clientID])),
    deleted: () => leave({ name: 'removed' }),
  });

  let phase: LifePhase = { name: 'loading' };
  let savedAt: number | undefined;
  let isLeaving = false;
  let marksTimer: ReturnType<typeof setTimeout> | undefined;
  let hasGap = false;
  const status = createStore<DocumentStatus>(() => currentStatus());

  function currentStatus(): DocumentStatus {
    return deriveStatus({
      phase,
      storage: storage.state.getState(),
      damage: storage.damage.state.getState(),
      hasGap,
      sync: sync.state.getState(),
      savedAt,
    });
  }

  function publish(): void {
    const before = status.getState();
    let after = currentStatus();
    if (after.save === 'saved' && before.save !== 'saved') {
      savedAt = Date.now();
      after = currentStatus();
      marksTimer ??= setTimeout(() => void clearMarks(), clearMarksAfterMs);
    }
    status.setState(after, true);
    if (after.repair === 'whole' && before.repair !== 'whole') storage.damage.repaired();
  }

  async function clearMarks(): Promise<void> {
    clearTimeout(marksTimer);
    marksTimer = undefined;
    if (status.getState().save === 'saved') await storage.clearUnsaved(storage.unsavedMarks());
  }

  function enter(next: LifePhase): void {
    phase = next;
    publish();
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

  const tellTabs = (changes: { added: number[]; updated: number[]; removed: number[] }, origin: unknown) => {
    if (origin === storage || isFromDevice(origin)) return;
    const clients = [...changes.added, ...changes.updated, ...changes.removed];
    storage.tabs.sendAwareness(encodeAwarenessUpdate(awareness, clients));
  };
  awareness.on('update', tellTabs);

  const gap = watchGap(doc, (isOpen) => {
    hasGap = isOpen;
    publish();
  });
  const stopWatchingStorage = storage.state.subscribe(publish);
  const stopWatchingDamage = storage.damage.state.subscribe(reconsider);
  const stopWatchingSync = sync.state.subscribe(reconsider);

  /** A document that the device does not have appears when the relay has answered, whatever the answer. */
  function reconsider(): void {
    const { hasReceived } = sync.state.getState();
    if (phase.name === 'awaited' && hasReceived) guard();
    else if (phase.name === 'unreadable') replaceUnreadable(phase.failure, hasReceived);
    else publish();
  }

  /** One that it has and cannot read appears when there is something to show: an empty page would be a lie. */
  function replaceUnreadable(failure: StorageFailure, hasReceived: boolean): void {
    const isWhole = storage.damage.state.getState().isRepaired;
    if ((hasReceived || isWhole) && doc.store.clients.size > 0) guard();
    else enter({ name: 'unreadable', failure, isRelayEmpty: hasReceived });
  }

  async function start(): Promise<void> {
    const loaded = await storage.loaded;
    if (isLeaving) return;
    if (!loaded.ok && loaded.error !== 'unavailable') {
      enter({ name: 'unreadable', failure: loaded.error, isRelayEmpty: false });
      // What made the document throw is in it, and must not reach anybody.
      if (!storage.damage.state.getState().hasSpoiltDocument) sync.connect();
      return;
    }
    gap.look();
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
    if (marksTimer !== undefined) await clearMarks();
    awareness.off('update', tellTabs);
    awareness.destroy();
    sync.close();
    recovery.stopRestoring();
    await storage.close();
    gap.stop();
    recovery.close();
    stopWatchingStorage();
    stopWatchingDamage();
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
    readDamage: () => ({ rows: storage.damage.state.getState().rows, waitingWords: readWaitingWords(doc) }),
    retry() {
      storage.retry();
      sync.retry();
    },
    close,
  };
}
