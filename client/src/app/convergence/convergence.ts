import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Library } from '../../library/library.ts';
import type { DocumentRegistry } from '../document-registry.ts';
import { lastRoundEnd } from '../last-round-end.ts';
import { type ConvergenceState, nothingKnown } from './convergence-state.ts';
import { type Leader, leadConvergence } from './lead-convergence.ts';

/** Keeps the documents of this device in step that are not open. One window at a time does it for all. */
export interface Convergence {
  /** The same in every window. */
  readonly state: StoreApi<ConvergenceState>;
  /** Begins, or waits for the window that does it to be closed. Once per page. */
  open(library: Library, documents: DocumentRegistry): void;
  /** Begins a round now: documents hold changes that no page sends. */
  begin(): void;
  /** Tries now what waits for the server or for room, and fetches although data is to be saved. */
  retry(): void;
}

/** What the windows tell each other. `tell`: whoever does it says how far it is. */
type WindowMessage =
  | { readonly type: 'state'; readonly state: ConvergenceState }
  | { readonly type: 'tell' }
  | { readonly type: 'begin' }
  | { readonly type: 'retry' };

const name = 'ecritoire:convergence';

function createConvergence(): Convergence {
  const state = createStore<ConvergenceState>(() => nothingKnown);
  state.subscribe(({ endedAt }) => lastRoundEnd.setState(endedAt, true));
  let channel: BroadcastChannel | undefined;
  let leader: Leader | undefined;

  const say = (message: WindowMessage) => channel?.postMessage(message);
  const publish = (next: ConvergenceState) => {
    state.setState(next, true);
    say({ type: 'state', state: next });
  };

  function listen({ data }: MessageEvent<WindowMessage>): void {
    if (data.type === 'retry') leader?.retry();
    if (data.type === 'begin') leader?.begin();
    if (data.type === 'tell' && leader !== undefined) say({ type: 'state', state: state.getState() });
    if (data.type === 'state' && leader === undefined) state.setState(data.state, true);
  }

  return {
    state,
    open(library, documents) {
      channel = new BroadcastChannel(name);
      channel.onmessage = listen;
      say({ type: 'tell' });
      const lead = () => {
        leader = leadConvergence(library, documents, publish);
        // For as long as the page lives.
        return new Promise<never>(() => undefined);
      };
      // Without Web Locks every window does it: the same, several times.
      if ('locks' in navigator) void navigator.locks.request(name, lead);
      else void lead();
    },
    begin() {
      if (leader === undefined) say({ type: 'begin' });
      else leader.begin();
    },
    retry() {
      if (leader === undefined) say({ type: 'retry' });
      else leader.retry();
    },
  };
}

/** The page's own. */
export const convergence = createConvergence();
