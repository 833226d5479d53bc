import type { DocumentId } from '@ecritoire/shared';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { PersistedDoc } from '../storage/persisted-doc.ts';
import type { DamagedRow } from '../storage/sound-rows.ts';
import { createDocumentLife } from './document-life.ts';
import { openParts } from './document-parts.ts';
import type { DocumentStatus } from './document-status.ts';
import { createLiveStatus, type LiveStatus } from './live-status.ts';
import { untilStatus } from './until-status.ts';
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
  /** Whether a Yjs client was one of this device: now, or in an earlier session that wrote something here. */
  isOwnClient(client: number): boolean;
  /** What could not be read or put in its place, for a file: nothing of it is deleted. */
  readDamage(): DamageReport;
  /** Tries the network, and what could not be stored, now instead of at the next turn. */
  retry(): void;
  /** Puts back now what this device's author lost and is about to get back. */
  hurryRecovery(): void;
  /**
   * Resolves once everything typed is on the device, and the connection is closed. Waits so long for the relay's
   * confirmation; 5 s when it is not said.
   */
  close(lastWordsMs?: number): Promise<void>;
}

export interface DamageReport {
  readonly rows: readonly DamagedRow[];
  /** Words whose place in the text is missing. */
  readonly waitingWords: string;
}

/** A mark costs a write. One that stays a moment too long says too little, never too much. */
const clearMarksAfterMs = 1_000;

/** Opens a document and starts its life: its parts, the phase it is in, and the word for it. */
export function openDocument(id: DocumentId): OpenDocument {
  const parts = openParts(id, () => life.remove());
  const { doc, awareness, storage, sync } = parts;
  const gap = watchGap(doc, () => status.publish());
  const life = createDocumentLife({ id, parts, phaseEntered: () => status.publish(), loaded: gap.look });
  const status = createLiveStatus({
    readFacts: () => ({
      phase: life.getPhase(),
      storage: storage.state.getState(),
      damage: storage.damage.state.getState(),
      hasGap: gap.isOpen(),
      sync: sync.state.getState(),
    }),
    saved: () => marks.clearSoon(),
    repaired: storage.damage.repaired,
  });
  const marks = createMarkClearing(storage, status);

  const reconsider = () => {
    if (!life.reconsider()) status.publish();
  };
  const stopsWatching = [
    storage.state.subscribe(status.publish),
    storage.damage.state.subscribe(reconsider),
    sync.state.subscribe(reconsider),
  ];

  async function close(lastWordsMs = 5_000): Promise<void> {
    life.leave();
    if (life.getPhase().name === 'ready') await untilConfirmed(status, lastWordsMs);
    await marks.clearDue();
    await parts.close();
    gap.stop();
    life.close();
    for (const stop of stopsWatching) stop();
  }

  void life.start();

  return {
    id,
    doc,
    awareness,
    getStatus: status.getStatus,
    subscribe: status.subscribe,
    isOwnClient: (client) => storage.isOwnSession(String(client)),
    readDamage: () => ({ rows: storage.damage.state.getState().rows, waitingWords: readWaitingWords(doc) }),
    retry() {
      storage.retry();
      sync.retry();
    },
    hurryRecovery: parts.recovery.hurry,
    close,
  };
}

/** Leaving a page must not cut off the last words (outline#13464); without a connection there is nothing to wait for. */
const untilConfirmed = (status: LiveStatus, lastWordsMs: number): Promise<void> =>
  untilStatus(status, ({ connection, save }) => connection !== 'connected' || save !== 'sending', lastWordsMs);

/** Takes the marks of unconfirmed changes from the device, a moment after the relay has confirmed them. */
function createMarkClearing(storage: Pick<PersistedDoc, 'clearUnsaved' | 'unsavedMarks'>, status: LiveStatus) {
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function clear(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (status.getStatus().save === 'saved') await storage.clearUnsaved(storage.unsavedMarks());
  }

  return {
    clearSoon() {
      timer ??= setTimeout(() => void clear(), clearMarksAfterMs);
    },
    /** At once, those that are due. */
    clearDue: async () => (timer === undefined ? undefined : clear()),
  };
}
