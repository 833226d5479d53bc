import type { Message } from '@ecritoire/shared';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { connectRaw, type RawClient } from '../support/raw-client.ts';
import { waitUntil } from '../support/wait-until.ts';

/**
 * A client of the stock protocol without timers, which notes what it hears in a form that may be compared between
 * servers.
 */
export interface TracedPerson {
  readonly doc: Y.Doc;
  readonly isConnected: boolean;
  /** The types of the messages heard, without those that differ between servers on purpose; see `note`. */
  heard(): readonly string[];
  /** All messages, those included. */
  messageCount(): number;
  /** Who is here, as this person sees it. */
  names(): readonly string[];
  /** Resolves when the server has asked and answered. */
  join(): Promise<void>;
  leave(): void;
  asksAgain(): void;
  /** Shows another state to everybody. */
  moves(place: string): void;
  settled(): Promise<void>;
  close(): void;
}

export function createTracedPerson(syncUrl: string, room: string, id: number): TracedPerson {
  const doc = new Y.Doc();
  doc.clientID = id;
  const server = Symbol('server');
  const heard: string[] = [];
  let place = 'at home';
  let presence = createPresence(id);
  let connection: RawClient | undefined;
  let arrivals = 0;
  let isSynced = false;
  let isAsked = false;
  let hasNews = false;
  let messageCount = 0;

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    hasNews = true;
    if (origin !== server) connection?.say({ type: 'update', update });
  });

  /**
   * Left out, because it differs on purpose:
   * - what tells nothing new: the stock server echoes everything to its sender, and ours keeps the line alive;
   * - Updates before the SyncStep2 of a join: our answer may have several parts, the last of which is the SyncStep2;
   * - every SyncStep1 but the first: ours asks again when it is asked again.
   */
  const note = (message: Message) => {
    if (message.type === 'update' && !(hasNews && isSynced)) return;
    if (message.type === 'awareness' && !hasNews) return;
    if (message.type === 'sync-step-1' && isAsked) return;
    heard.push(message.type);
  };

  const receive = (message: Message) => {
    messageCount += 1;
    hasNews = false;
    switch (message.type) {
      case 'sync-step-1':
        connection?.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc, message.stateVector) });
        break;
      case 'sync-step-2':
      case 'update':
        Y.applyUpdate(doc, message.update, server);
        break;
      case 'awareness':
        applyAwarenessUpdate(presence, message.update, server);
        break;
      default:
        break;
    }
    note(message);
    isAsked ||= message.type === 'sync-step-1';
    isSynced ||= message.type === 'sync-step-2';
  };

  const asksAgain = () => connection?.say({ type: 'sync-step-1', stateVector: Y.encodeStateVector(doc) });
  const showUp = () => presence.setLocalState({ place: `${id} ${place}` });

  return {
    doc,
    get isConnected() {
      return connection !== undefined;
    },
    heard: () => heard,
    messageCount: () => messageCount,
    names: () => [...presence.getStates().values()].map((state) => String(state['place'])).sort(),
    async join() {
      isSynced = false;
      isAsked = false;
      arrivals += 1;
      const opened = await connectRaw(syncUrl, room);
      connection = opened;
      presence.destroy();
      // A page opened anew: the stock server keeps for ever who comes back under a presence id that it saw leave.
      presence = createPresence(id * 1_000 + arrivals);
      presence.on('update', (_: unknown, origin: unknown) => {
        hasNews = true;
        if (origin !== 'local') return;
        opened.say({ type: 'awareness', update: encodeAwarenessUpdate(presence, [presence.clientID]) });
      });
      for (const message of opened.messages) receive(message);
      opened.onMessage((message) => {
        if (connection === opened) receive(message);
      });
      asksAgain();
      showUp();
      await waitUntil('both have asked and answered', () => isSynced && isAsked);
    },
    leave() {
      connection?.drop();
      connection = undefined;
    },
    asksAgain,
    moves(to) {
      place = to;
      if (connection !== undefined) showUp();
    },
    settled: async () => connection?.settled(),
    close() {
      connection?.drop();
      presence.destroy();
      doc.destroy();
    },
  };
}

function createPresence(id: number): Awareness {
  const doc = new Y.Doc();
  doc.clientID = id;
  const presence = new Awareness(doc);
  // Its renewals would add frames at times that no seed decides.
  clearInterval(presence._checkInterval);
  presence.setLocalState(null);
  return presence;
}
