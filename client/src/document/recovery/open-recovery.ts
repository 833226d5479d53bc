import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { DeleteSet } from './id-ranges.ts';
import { recoveredOf, reopen, writeMark, writeRun } from './recovered-entries.ts';
import { authorOrigin, restoreOwnWords } from './restore-own-words.ts';
import { settleDuplicates } from './settle-duplicates.ts';
import { type LossWatch, watchLosses } from './watch-losses.ts';

export interface Recovery {
  /** Must be told of every update, and of what it deletes, right before it is applied. */
  arrives(update: Uint8Array, deleteSet: DeleteSet): void;
  /** From now on words of this device's author are put back in their blocks. */
  start(): void;
  /** Takes a turn that is due in a moment now. */
  hurry(): void;
  /** Nothing is put back any more; what is lost is still recorded. Another tab may take over once `close` is called. */
  stopRestoring(): void;
  close(): void;
}

export interface RecoveryOptions {
  readonly name: string;
  readonly doc: Y.Doc;
  /** Has the person's name in the local state, as `user.name`. */
  readonly awareness: Awareness;
  /** Whether a Yjs client was one of this device, in this session or an earlier one. */
  isOwnClient(client: number): boolean;
}

/** Words by several people in one paragraph arrive one after the other, and so do the letters of somebody who types on. */
const restoreAfterMs = 1_000;

/** Sees to it that merging loses no words of a document, with or without an editor (docs/device.md, M). */
export function openRecovery({ name, doc, awareness, isOwnClient }: RecoveryOptions): Recovery {
  const leaving = new AbortController();
  let turn: ReturnType<typeof setTimeout> | undefined;
  let isStarted = false;
  let isAuthorsTab = false;

  const watch = recordLosses(doc);

  const takeTurn = () => {
    turn = undefined;
    doc.transact(() => settleDuplicates(doc), authorOrigin);
    if (isAuthorsTab) restoreOwnWords(doc, isOwnClient, nameIn(awareness.getLocalState()));
  };
  // Each loss that is added puts it off a little, so that a sentence comes back as one.
  const scheduleTurn = () => {
    clearTimeout(turn);
    turn = setTimeout(takeTurn, restoreAfterMs);
  };

  return {
    arrives: watch.arrives,
    start() {
      if (isStarted) return;
      isStarted = true;
      recoveredOf(doc).observe(scheduleTurn);
      if (recoveredOf(doc).size > 0) scheduleTurn();
      void holdAuthorsTurn(name, leaving.signal, () => {
        isAuthorsTab = true;
        if (isStarted && recoveredOf(doc).size > 0) scheduleTurn();
      });
    },
    hurry() {
      if (turn === undefined) return;
      clearTimeout(turn);
      takeTurn();
    },
    stopRestoring() {
      clearTimeout(turn);
      turn = undefined;
      if (isStarted) recoveredOf(doc).unobserve(scheduleTurn);
      isStarted = false;
    },
    close() {
      leaving.abort();
      watch.stop();
    },
  };
}

const nameIn = (state: Record<string, unknown> | null): string | undefined => {
  const user: unknown = state?.['user'];
  if (typeof user !== 'object' || user === null || !('name' in user)) return undefined;
  return typeof user.name === 'string' ? user.name : undefined;
};

/** The Yjs origin of records. They are no part of what a person may undo. */
const recordOrigin = Symbol('lost words recorded');

/** Keeps what is lost in the document, and sets right what others kept by mistake, until it is told to stop. */
export function recordLosses(doc: Y.Doc): LossWatch {
  const write = (change: () => void) => doc.transact(change, recordOrigin);
  return watchLosses(doc, {
    onLost: (runs) =>
      write(() => {
        for (const run of runs) writeRun(doc, run);
      }),
    onMistake: (units) =>
      write(() => {
        for (const run of units) writeMark(doc, run, 'discarded');
      }),
    onWanted: (units) => write(() => reopen(doc, units)),
  });
}

const authorsLock = (name: string) => `ecritoire:author:${name}`;

/** Whether a page has the document open, and its author's turn. Never, where there are no Web Locks. */
export async function isAuthorsTurnTaken(name: string): Promise<boolean> {
  if (!('locks' in navigator)) return false;
  return navigator.locks.request(authorsLock(name), { ifAvailable: true }, (lock) => lock === null);
}

/** One tab at a time, as long as it is open; every tab where there are no Web Locks, which is settled afterwards. */
async function holdAuthorsTurn(name: string, leaving: AbortSignal, granted: () => void): Promise<void> {
  if (!('locks' in navigator)) {
    granted();
    return;
  }
  const left = new Promise<void>((resolve) => leaving.addEventListener('abort', () => resolve()));
  const request = navigator.locks.request(authorsLock(name), { signal: leaving }, () => {
    granted();
    return left;
  });
  // Left before it was granted: there is nothing to give back.
  await request.catch(() => undefined);
}
