import { decodeMessage, encodeMessage, type Message } from '@ecritoire/shared';
import { vi } from 'vitest';
import * as Y from 'yjs';
import { stubPage } from '../fake-page.ts';

/** As much of the relay as devices need to meet and to share a list, and everything that passes through it. */
export interface TestRelay {
  /** Everything said in any room, as bytes in Latin 1, so that one can look for a text in it. */
  readonly heard: string[];
  /** Every address that was asked for. */
  readonly addresses: string[];
  /** What the relay stores of a room, whose name may be a part of its address. */
  stored(room: string): Y.Doc | undefined;
  /** Whether anything was stored anywhere. */
  hasStored(): boolean;
  /** From now on nobody gets through, and nobody stays. */
  goDown(): void;
  comeUp(): void;
}

/** Gives the program a page, and this relay for a network. Undone by `vi.unstubAllGlobals`. */
export function stubRelay(): TestRelay {
  const rooms = new Map<string, { readonly doc: Y.Doc; readonly members: Set<RelaySocket> }>();
  const relay = { heard: [] as string[], addresses: [] as string[] };
  let isDown = false;

  class RelaySocket {
    static readonly OPEN = 1;
    static readonly CONNECTING = 0;
    static readonly CLOSED = 3;
    readonly OPEN = 1;
    readyState = 0;
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
    onclose: ((event: { code: number }) => void) | null = null;
    readonly #doc: Y.Doc;
    readonly #members: Set<RelaySocket>;
    #presence: Uint8Array | undefined;
    #frames = 0;

    constructor(url: string) {
      relay.addresses.push(url);
      const room = rooms.get(url) ?? { doc: new Y.Doc(), members: new Set() };
      rooms.set(url, room);
      this.#doc = room.doc;
      this.#members = room.members;
      setTimeout(() => this.#open());
    }

    #open(): void {
      if (isDown) {
        this.fail();
        return;
      }
      this.readyState = 1;
      this.#members.add(this);
      this.#says({ type: 'hello', version: 1, epoch: 'e', durableOffset: 0, isReadOnly: false });
      this.#says({ type: 'sync-step-1', stateVector: Y.encodeStateVector(this.#doc) });
      this.onopen?.();
      for (const other of this.#members) if (other.#presence !== undefined) this.#passes(other.#presence);
    }

    fail(): void {
      this.readyState = 3;
      this.#members.delete(this);
      this.onclose?.({ code: 1006 });
    }

    send(frame: Uint8Array): void {
      relay.heard.push(String.fromCharCode(...frame));
      const message = decodeMessage(frame.slice());
      if (!message.ok) throw new Error('The relay was told nonsense');
      switch (message.value.type) {
        case 'sync-step-1':
          this.#says({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(this.#doc, message.value.stateVector) });
          break;
        case 'sync-step-2':
        case 'update':
          this.#takes(message.value.update);
          break;
        case 'awareness':
          this.#presence = frame.slice();
          this.#tellOthers(frame.slice());
          break;
        default:
          break;
      }
    }

    #takes(update: Uint8Array): void {
      Y.applyUpdate(this.#doc, update);
      this.#frames += 1;
      this.#says({ type: 'ack', frames: this.#frames, durableOffset: 1 });
      this.#tellOthers(encodeMessage({ type: 'update', update }));
    }

    #tellOthers(frame: Uint8Array): void {
      for (const other of this.#members) if (other !== this) other.#passes(frame);
    }

    close(): void {
      this.readyState = 3;
      this.#members.delete(this);
    }

    #says(message: Message): void {
      this.#passes(encodeMessage(message));
    }

    #passes(frame: Uint8Array): void {
      const data = frame.buffer.slice(frame.byteOffset, frame.byteOffset + frame.byteLength) as ArrayBuffer;
      setTimeout(() => this.readyState === 1 && this.onmessage?.({ data }));
    }
  }

  stubPage();
  vi.stubGlobal('WebSocket', RelaySocket);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no way through')));
  vi.stubGlobal('location', { protocol: 'http:', host: 'relay.test' });
  return {
    ...relay,
    stored: (room) => [...rooms].find(([url]) => url.includes(room))?.[1].doc,
    hasStored: () => [...rooms.values()].some(({ doc }) => doc.store.clients.size > 0),
    goDown() {
      isDown = true;
      for (const { members } of rooms.values()) for (const socket of [...members]) socket.fail();
    },
    comeUp() {
      isDown = false;
    },
  };
}
