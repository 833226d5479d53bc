import type { DocumentId } from '@ecritoire/shared';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { createBackOff } from '../../sync/back-off.ts';
import type { SkipReason, VisitOutcome } from './visit-document.ts';

/** Why nothing is begun although documents wait. */
export type Obstacle = 'unreachable' | 'intercepted' | 'device-full';

export interface QueueState {
  /** Of this round; both start again from 0 when something is added to an empty queue. */
  readonly done: number;
  readonly total: number;
  readonly obstacle: Obstacle | undefined;
  /** The documents of this round that were passed over. */
  readonly skipped: ReadonlyMap<DocumentId, SkipReason>;
}

/** Visits documents a few at a time. */
export interface VisitQueue {
  readonly state: StoreApi<QueueState>;
  /** Puts documents before those that wait already; each waits once. */
  add(ids: readonly DocumentId[]): void;
  /** While held, nothing is begun; what is under way comes to its end. */
  hold(isHeld: boolean): void;
  /** Tries now, instead of when the back-off is over. */
  retry(): void;
  close(): void;
}

export interface VisitQueueOptions {
  /** Never rejects. */
  visit(id: DocumentId): Promise<VisitOutcome>;
  /** Resolves when the next visit may begin: somebody who types, or opens a document, goes first. */
  untilQuiet(): Promise<void>;
  random(): number;
  now(): number;
}

/** Over HTTP a document takes two connections, and a browser has six for a site. */
const widths = { websocket: 4, http: 1 } as const;
/** A relay that was heard so shortly before is there: what fails then fails by itself. */
const provenForMs = 10_000;
const mostTries = 2;

export function createVisitQueue({ visit, untilQuiet, random, now }: VisitQueueOptions): VisitQueue {
  const nothing: QueueState = { done: 0, total: 0, obstacle: undefined, skipped: new Map() };
  const state = createStore<QueueState>(() => nothing);
  const underWay = new Set<DocumentId>();
  const tries = new Map<DocumentId, number>();
  const backOff = createBackOff(random);
  let waiting: DocumentId[] = [];
  let isHeld = false;
  let isAsking = false;
  let pause: ReturnType<typeof setTimeout> | undefined;
  /** One at a time, until it is known that the relay is there, and over what. */
  let width = 1;
  let heardAtMs = Number.NEGATIVE_INFINITY;
  backOff.reset();

  const mayBegin = () => {
    const isHindered = isHeld || pause !== undefined || state.getState().obstacle === 'device-full';
    return !isHindered && waiting.length > 0 && underWay.size < width;
  };

  function proceed(): void {
    if (isAsking || !mayBegin()) return;
    isAsking = true;
    void untilQuiet().then(() => {
      isAsking = false;
      const id = mayBegin() ? waiting.shift() : undefined;
      if (id !== undefined) void begin(id);
      proceed();
    });
  }

  async function begin(id: DocumentId): Promise<void> {
    underWay.add(id);
    const outcome = await visit(id);
    underWay.delete(id);
    settle(id, outcome);
    proceed();
  }

  function settle(id: DocumentId, outcome: VisitOutcome): void {
    switch (outcome.name) {
      case 'converged':
        heardAtMs = now();
        width = widths[outcome.transport];
        backOff.reset();
        state.setState({ obstacle: undefined });
        finish(id);
        break;
      case 'open':
      case 'removed':
        finish(id);
        break;
      case 'skipped':
        if (outcome.reason === 'quota-exceeded') stopForFullDevice(id);
        else finish(id, outcome.reason);
        break;
      case 'unreachable':
        tryLater(id, outcome.isIntercepted ? 'intercepted' : 'unreachable');
        break;
    }
  }

  function finish(id: DocumentId, reason?: SkipReason): void {
    const { done, skipped } = state.getState();
    state.setState({ done: done + 1, ...(reason && { skipped: new Map([...skipped, [id, reason]]) }) });
  }

  function stopForFullDevice(id: DocumentId): void {
    waiting.unshift(id);
    state.setState({ obstacle: 'device-full' });
  }

  /** The others wait with it, so that a relay in trouble hears of one document and not of two hundred. */
  function tryLater(id: DocumentId, obstacle: Obstacle): void {
    const isOwnFault = now() - heardAtMs < provenForMs;
    const tried = (tries.get(id) ?? 0) + (isOwnFault ? 1 : 0);
    tries.set(id, tried);
    if (tried >= mostTries) finish(id, 'unreachable');
    else waiting.push(id);
    width = 1;
    if (!isOwnFault) state.setState({ obstacle });
    pause ??= setTimeout(goOn, backOff.nextDelayMs());
  }

  function goOn(): void {
    clearTimeout(pause);
    pause = undefined;
    proceed();
  }

  return {
    state,
    add(ids) {
      if (waiting.length === 0 && underWay.size === 0) {
        state.setState(nothing);
        tries.clear();
      }
      const added = new Set(ids);
      waiting = [...ids.filter((id) => !underWay.has(id)), ...waiting.filter((id) => !added.has(id))];
      state.setState(({ done }) => ({ total: done + waiting.length + underWay.size }));
      proceed();
    },
    hold(isHeldNow) {
      isHeld = isHeldNow;
      proceed();
    },
    retry() {
      backOff.reset();
      state.setState({ obstacle: undefined });
      goOn();
    },
    close() {
      isHeld = true;
      clearTimeout(pause);
    },
  };
}
