import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { openSync } from '../sync/open-sync.ts';
import type { LinkCode } from './link-code.ts';
import { deriveLinkSecrets } from './link-secrets.ts';

/** How it stands with the way to the relay, over which the two devices meet. */
export type RendezvousLine =
  /** On its way, and nothing speaks against it yet. */
  | 'connecting'
  | 'connected'
  /** The last attempt failed; it goes on trying. */
  | 'unreachable';

/** Where two devices that know one code meet. What is said here is sealed, and stored nowhere. */
export interface Rendezvous {
  readonly line: StoreApi<RendezvousLine>;
  /** Says this from now on, in the place of what was said before; also to whoever comes later. */
  say(message: object): Promise<void>;
  /** Resolves once everything said is on its way, and nobody hears anything more. */
  close(): Promise<void>;
}

export interface RendezvousOptions {
  readonly code: LinkCode;
  /** What kind of messages this device says: none of them can be given back to it as the other's. */
  readonly speaks: 'offers' | 'asks';
  /** Somebody who knows the code says this. What comes next waits until it is dealt with. */
  heard(message: unknown): void | Promise<void>;
  /** Everybody whom one heard has gone, or is out of reach. */
  emptied(): void;
}

/** The field of the awareness state. */
const field = 'link';

const serverUrl = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`;

/**
 * Goes to the room of a code. It is a room of the relay in which no document is ever written (docs/protocol.md, R14):
 * devices talk by their awareness states, which the relay passes on, keeps while they are connected, and never stores.
 */
export async function openRendezvous({ code, speaks, heard, emptied }: RendezvousOptions): Promise<Rendezvous> {
  const { room, code: key } = await deriveLinkSecrets(code);
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const sync = openSync({ room, doc, awareness, serverUrl: serverUrl(), random: Math.random, now: Date.now });
  const line = createStore<RendezvousLine>(() => 'connecting');
  const others = new Set<number>();
  let isClosed = false;
  /** One after the other, as they came and as they were said. */
  let hearing = Promise.resolve();
  let sealing = Promise.resolve();

  async function hear(client: number, sealed: string): Promise<void> {
    const message = await key.open(speaks === 'offers' ? 'asks' : 'offers', sealed);
    if (message === undefined || isClosed) return;
    others.add(client);
    await heard(message);
  }

  async function miss(client: number): Promise<void> {
    if (others.delete(client) && others.size === 0 && !isClosed) emptied();
  }

  const changed = (changes: { added: number[]; updated: number[]; removed: number[] }) => {
    for (const client of [...changes.added, ...changes.updated]) {
      const sealed: unknown = awareness.getStates().get(client)?.[field];
      if (client !== doc.clientID && typeof sealed === 'string') hearing = hearing.then(() => hear(client, sealed));
    }
    for (const client of changes.removed) hearing = hearing.then(() => miss(client));
  };
  awareness.on('change', changed);

  const look = () => {
    const { hasReceived, hasFailed, connection } = sync.state.getState();
    const isConnected = connection === 'connected' && hasReceived;
    line.setState(
      isConnected ? 'connected' : hasFailed || connection === 'refused' ? 'unreachable' : 'connecting',
      true,
    );
  };
  const stopLooking = sync.state.subscribe(look);
  sync.connect();

  return {
    line,
    say(message) {
      sealing = sealing.then(async () => {
        const sealed = await key.seal(speaks, message);
        if (!isClosed) awareness.setLocalState({ [field]: sealed });
      });
      return sealing;
    },
    async close() {
      await sealing;
      isClosed = true;
      stopLooking();
      awareness.off('change', changed);
      awareness.destroy();
      sync.close();
      doc.destroy();
    },
  };
}
