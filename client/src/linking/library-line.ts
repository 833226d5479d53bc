import { Awareness } from 'y-protocols/awareness';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Library } from '../library/library.ts';
import { openSync, type Sync, type SyncState } from '../sync/open-sync.ts';
import { type ForgetOptions, forgetRemoved } from './forget-removed.ts';
import type { DeviceLink, LibraryLink } from './library-link.ts';
import { readLinkedDevices } from './linked-devices.ts';

/** How it stands with the line that keeps the list in step with other devices. */
export type LineState =
  /** Not linked, or another tab has the line. */
  | 'elsewhere'
  | 'connecting'
  /** The relay has all of it. */
  | 'in-step'
  /** Something is on its way. */
  | 'sending'
  /** The last attempt failed; it goes on trying. */
  | 'unreachable'
  /** The relay will not have it. */
  | 'refused';

/** Keeps the list in step with the other devices of its link, for as long as there is one. */
export interface LibraryLine {
  readonly state: StoreApi<LineState>;
  /** Tries now, also after a refusal. */
  retry(): void;
  close(): void;
}

export interface LibraryLineOptions extends Pick<ForgetOptions, 'copies'> {
  readonly library: Pick<Library, 'doc' | 'whenLoaded' | 'receiveFrom'> & ForgetOptions['library'];
  readonly link: DeviceLink;
  /** What this device is called among the others. */
  readonly device: () => string;
  /** Resolves when no other tab holds the lock; it is this tab's until the work is done. */
  readonly lock: (name: string, signal: AbortSignal, work: () => Promise<void>) => Promise<void>;
  readonly now: () => number;
}

const serverUrl = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`;
const lockName = 'ecritoire:library-line';

/**
 * One line for the whole device: tabs tell each other about the list anyway, and a browser gives a site few connections
 * where WebSockets are blocked. When the tab that has it is closed, another takes it over.
 */
export function openLibraryLine(options: LibraryLineOptions): LibraryLine {
  const { library, link, device, lock, now } = options;
  const state = createStore<LineState>(() => 'elsewhere');
  const devices = readLinkedDevices(library.doc);
  let sync: Sync | undefined;
  let leave = new AbortController();
  let current: LibraryLink['room'] | undefined;
  let announced: LibraryLink['deviceId'] | undefined;
  library.receiveFrom((origin) => sync?.isReceived(origin) === true);

  function show(line: SyncState): void {
    const next = stateOf(line);
    state.setState(next, true);
    const known = link.state.getState();
    if (line.size === 'too-large' && known?.isTooLarge === false) link.note({ isTooLarge: true });
    if (next !== 'in-step' || known === undefined) return;
    link.note({ inStepAt: now(), isTooLarge: false });
    // A device that is taking itself off the list does not put itself there again.
    if (announced !== known.deviceId || devices.isListed(known.deviceId)) devices.seen(known.deviceId, device(), now());
    announced = known.deviceId;
  }

  async function carry(room: LibraryLink['room'], signal: AbortSignal): Promise<void> {
    // A relay must never meet a list that has not been read yet.
    await library.whenLoaded;
    if (signal.aborted) return;
    const awareness = new Awareness(library.doc);
    // Nobody is shown in a list.
    awareness.setLocalState(null);
    const own = openSync({ room, doc: library.doc, awareness, serverUrl: serverUrl(), random: Math.random, now });
    sync = own;
    const stopShowing = own.state.subscribe(show);
    const stopForgetting = forgetRemoved({ library, copies: options.copies });
    own.connect();
    await new Promise<void>((resolve) => {
      const end = () => {
        stopShowing();
        stopForgetting();
        own.close();
        awareness.destroy();
        sync = undefined;
        state.setState('elsewhere', true);
        resolve();
      };
      signal.addEventListener('abort', end, { once: true });
    });
  }

  function follow(known: LibraryLink | undefined): void {
    if (known?.room === current) return;
    current = known?.room;
    leave.abort();
    if (known === undefined) return;
    leave = new AbortController();
    const { signal } = leave;
    lock(lockName, signal, () => carry(known.room, signal)).catch((reason: unknown) => {
      // Whoever waits for the lock and leaves is told so in this way.
      if (reason !== signal.reason) throw reason;
    });
  }

  const stopFollowing = link.state.subscribe(follow);
  follow(link.state.getState());

  return {
    state,
    retry: () => sync?.retry(),
    close() {
      stopFollowing();
      leave.abort();
    },
  };
}

function stateOf({ connection, confirmation, hasFailed }: SyncState): LineState {
  switch (connection) {
    case 'refused':
      return 'refused';
    case 'connecting':
      return hasFailed ? 'unreachable' : 'connecting';
    case 'connected':
      // Behind a stock server, which confirms nothing, it stays at that.
      return confirmation === 'complete' ? 'in-step' : 'sending';
  }
}
