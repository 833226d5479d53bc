import { err, ok, type Result } from '@ecritoire/shared';
import * as Y from 'yjs';
import type { StoreApi } from 'zustand/vanilla';
import { afterFrame } from '../after-frame.ts';
import { compactUpdates, isWorthCompacting } from './compaction.ts';
import { createDamageLog, type DamageLog } from './damage.ts';
import { noteStored } from './device-changes.ts';
import type { UpdateStoreState } from './group-commit.ts';
import { findRefused, type SoundRow } from './sound-rows.ts';
import type { StorageFailure } from './storage-failure.ts';
import { joinTabChannel, type TabChannel } from './tab-channel.ts';
import type { UnsavedMarks } from './unsaved-marks.ts';
import { openUpdateStore } from './update-store.ts';

/** The Yjs transaction origins of this folder: changes that carry them were not made by the person here and now. */
const fromDisk = Symbol('from disk');
const fromTab = Symbol('from another tab, which could not store it');
const fromTabStored = Symbol('from another tab, which has stored it');

/** Whether a Yjs transaction brought what the device or another tab of it already had. */
export const isFromDevice = (origin: unknown): boolean =>
  origin === fromDisk || origin === fromTab || origin === fromTabStored;

/** A Y.Doc whose every change is kept on this device and shared with the other tabs. */
export interface PersistedDoc {
  readonly doc: Y.Doc;
  readonly state: StoreApi<UpdateStoreState>;
  readonly tabs: TabChannel;
  /** What is stored and could not be read. */
  readonly damage: Pick<DamageLog, 'state' | 'repaired'>;
  /**
   * Resolves once everything stored that can be read is in the Y.Doc; `corrupted` when nothing can. `isEmpty`: nothing
   * was stored under this name.
   */
  readonly loaded: Promise<Result<{ readonly isEmpty: boolean }, StorageFailure>>;
  /** Whether a Yjs client was one of this device: in this session, or in an earlier one that wrote something. */
  isOwnSession(session: string): boolean;
  /** What the relay would confirm if it confirmed everything this tab holds now. */
  unsavedMarks(): UnsavedMarks;
  clearUnsaved(marks: UnsavedMarks): Promise<void>;
  /** Tries what could not be stored now instead of at the next turn. */
  retry(): void;
  /** Resolves once what could be stored is. The Y.Doc lives on. */
  close(): Promise<void>;
}

export interface PersistedDocOptions {
  readonly name: string;
  readonly doc: Y.Doc;
  /** Whether a transaction's origin means that the change came over the network. */
  isReceived(origin: unknown): boolean;
  /** Called right before an update of this device is applied: a stored row, or one from another tab. */
  updateArrives?(update: Uint8Array, deleteSet: DeleteSet): void;
  /** Compacts the rows of a large document, away from the thread that is typed on. Never rejects. */
  compact?(name: string): Promise<unknown>;
  awarenessReceived?(update: Uint8Array): void;
  tabArrived?(): void;
  deleted?(): void;
}

/** As Yjs decodes it from an update. */
export type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds'];

/** How much a session adds before the next quiet moment is used to compact. */
const compactEveryRows = 500;
const compactEveryBytes = 1024 * 1024;

export function openPersistedDoc(options: PersistedDocOptions): PersistedDoc {
  const { name, doc } = options;
  const store = openUpdateStore({
    name,
    session: String(doc.clientID),
    encodeEverything: () => Y.encodeStateAsUpdate(doc),
    now: Date.now,
    soon: afterFrame,
  });
  store.state.subscribe((state, { storedAt }) => {
    if (state.storedAt !== storedAt) noteStored(name);
  });
  const damage = createDamageLog(store, Date.now);
  const tabs = joinTabChannel(name, doc, {
    // An update that the sender has stored needs no second row; one that it could not store gets one here.
    updateReceived: (update, isStored) => {
      options.updateArrives?.(update, Y.decodeUpdate(update).ds);
      Y.applyUpdate(doc, update, isStored ? fromTabStored : fromTab);
    },
    awarenessReceived: (update) => options.awarenessReceived?.(update),
    isWhole: () => damage.state.getState().rows.length === 0 && !damage.state.getState().isTotal,
    wholeTabHeard: () => damage.state.getState().rows.length > 0 && damage.repaired(),
    tabArrived: () => options.tabArrived?.(),
    deleted: () => options.deleted?.(),
  });
  let foundUnsaved: UnsavedMarks = new Map();
  const sessions = new Set([String(doc.clientID)]);
  let rowsSinceCompaction = 0;
  let bytesSinceCompaction = 0;
  let isClosed = false;

  const keep = (update: Uint8Array, origin: unknown) => {
    if (origin === fromDisk || origin === fromTabStored) return;
    const isOwn = origin !== fromTab && !options.isReceived(origin);
    rowsSinceCompaction += 1;
    bytesSinceCompaction += update.length;
    void store.append(update, isOwn ? 'own' : 'received').then((outcome) => {
      if (origin !== fromTab && !isClosed) tabs.sendUpdate(update, outcome === 'stored');
      if (rowsSinceCompaction >= compactEveryRows || bytesSinceCompaction >= compactEveryBytes) compactWhenQuiet();
    });
  };
  doc.on('update', keep);

  /**
   * While anybody listens, Yjs encodes what a transaction brought: of rows that were just read, the whole document again.
   * A transaction that these bring about (words found lost) is to be kept like any other.
   */
  function withoutListening<T>(applyStored: () => T): T {
    const listenAgain = ({ origin }: Y.Transaction) => origin !== fromDisk && doc.on('update', keep);
    doc.on('beforeTransaction', listenAgain);
    doc.off('update', keep);
    try {
      return applyStored();
    } finally {
      doc.off('beforeTransaction', listenAgain);
      doc.on('update', keep);
    }
  }

  function compactWhenQuiet(): void {
    rowsSinceCompaction = 0;
    bytesSinceCompaction = 0;
    whenQuiet(() => {
      // A compaction that fails leaves the rows as they were; a disk that fails shows itself at the next append.
      if (!isClosed) void (options.compact ?? compactUpdates)(name);
    });
  }

  async function load(): Promise<Result<{ isEmpty: boolean }, StorageFailure>> {
    const stored = await store.read();
    if (!stored.ok) {
      if (stored.error !== 'unavailable') damage.readFailed();
      return stored;
    }
    for (const session of stored.value.sessions) sessions.add(session);
    foundUnsaved = stored.value.unsaved;
    const sound = await damage.sort(stored.value);
    if (!withoutListening(() => applyRows(sound, options))) {
      await damage.documentSpoilt(stored.value, findRefused(sound));
      return err('corrupted');
    }
    tabs.announce();
    if (isWorthCompacting(sound.map(({ value }) => value.length))) compactWhenQuiet();
    return damage.state.getState().isTotal ? err('corrupted') : ok({ isEmpty: stored.value.rows.length === 0 });
  }

  return {
    doc,
    state: store.state,
    tabs,
    damage,
    loaded: load(),
    isOwnSession: (session) => sessions.has(session),
    unsavedMarks: () => new Map([...foundUnsaved, store.ownMark()]),
    clearUnsaved: store.clearUnsaved,
    retry: store.retry,
    async close() {
      doc.off('update', keep);
      await store.close();
      isClosed = true;
      tabs.close();
    },
  };
}

/** Applies the rows as one transaction. False: one of them threw, and the document is not what it should be. */
function applyRows(rows: readonly SoundRow[], { doc, updateArrives }: PersistedDocOptions): boolean {
  try {
    if (updateArrives !== undefined) for (const { value } of rows) updateArrives(value, Y.decodeUpdate(value).ds);
    doc.transact(() => {
      for (const { value } of rows) Y.applyUpdate(doc, value, fromDisk);
    }, fromDisk);
    return true;
  } catch {
    return false;
  }
}

function whenQuiet(work: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 60_000 });
  else setTimeout(work, 5_000);
}
