import type { DocumentId } from '@ecritoire/shared';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { isFromDevice, openPersistedDoc, type PersistedDoc } from '../storage/persisted-doc.ts';
import { openSync, type Sync } from '../sync/open-sync.ts';
import { compactInBackground } from './compact-in-background.ts';
import { openRecovery, type Recovery } from './recovery/open-recovery.ts';

/** A Y.Doc between the device, the other tabs and the relay. */
export interface DocumentParts {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly storage: PersistedDoc;
  readonly sync: Sync;
  readonly recovery: Recovery;
  /** Resolves once everything typed is on the device, if it takes it. Nothing of the document is left then. */
  close(): Promise<void>;
}

const serverUrl = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`;

/**
 * Opens the parts of a document and lets updates and awareness flow between them; loading begins, connecting does not.
 * Recovery hears of every update, wherever it comes from, before it is applied. `deleted`: from this device, in another
 * tab.
 */
export function openParts(id: DocumentId, deleted: () => void): DocumentParts {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
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
    deleted,
  });

  const tellTabs = (changes: { added: number[]; updated: number[]; removed: number[] }, origin: unknown) => {
    if (origin === storage || isFromDevice(origin)) return;
    const clients = [...changes.added, ...changes.updated, ...changes.removed];
    storage.tabs.sendAwareness(encodeAwarenessUpdate(awareness, clients));
  };
  awareness.on('update', tellTabs);

  return {
    doc,
    awareness,
    storage,
    sync,
    recovery,
    async close() {
      awareness.off('update', tellTabs);
      awareness.destroy();
      sync.close();
      recovery.stopRestoring();
      await storage.close();
      recovery.close();
      doc.destroy();
    },
  };
}
