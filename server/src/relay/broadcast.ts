import { fragmentBytes, framedBytes, toChunks, writeMessageHeader } from '@ecritoire/shared';
import type { Presence } from './presence.ts';
import type { RelayEvents } from './relay-events.ts';
import type { Due, Turn } from './turn.ts';

/** One connection, as what is told to its whole room goes to it. */
export type Listener = {
  /** Changes by others; they are kept back until the listener's own join is answered. */
  deliver(chunks: readonly Uint8Array[]): void;
  /** News about who is here; may be left out when the listener is slow. */
  deliverExpendable(chunks: readonly Uint8Array[]): void;
};

/** What a room needs to know of time. */
export type Pace = {
  readonly turn: Turn;
  readonly now: () => number;
  readonly afterMs: (delayMs: number, run: () => void) => void;
};

// Two or three people hear each other at once. In a fuller room a write to everybody costs more than the change,
// so they leave at most this often: the first change after a pause still goes out at once.
const quietRoomListeners = 3;
const coalesceMs = 5;

type Pending<L> = { readonly update: Uint8Array; readonly from: L };

/**
 * What happens in a room on its way to the people in it: encoded once, and in one write for each of them, however
 * many changes a turn brought (rule R16).
 */
export class Broadcast<L extends Listener> implements Due {
  readonly #listeners: ReadonlySet<L>;
  readonly #presence: Presence<L>;
  readonly #pace: Pace;
  readonly #events: Pick<RelayEvents, 'updatesDelivered'>;
  #pending: Pending<L>[] = [];
  #pendingBytes = 0;
  #flushedAtMs = Number.NEGATIVE_INFINITY;
  #isDue = false;

  constructor(
    listeners: ReadonlySet<L>,
    presence: Presence<L>,
    pace: Pace,
    events: Pick<RelayEvents, 'updatesDelivered'>,
  ) {
    this.#listeners = listeners;
    this.#presence = presence;
    this.#pace = pace;
    this.#events = events;
  }

  /** Tells everybody else about an accepted update. Its bytes must not change. */
  update(update: Uint8Array, from: L): void {
    if (update.length > fragmentBytes) {
      this.flush();
      const chunks = toChunks(updateMessage(update));
      for (const listener of this.#listeners) if (listener !== from) listener.deliver(chunks);
      this.#events.updatesDelivered(this.#listeners.size - 1);
      return;
    }
    this.#pending.push({ update, from });
    this.#pendingBytes += update.length;
    if (this.#pendingBytes > fragmentBytes) this.flush();
    else this.#plan();
  }

  /** The presence has news for everybody. */
  presenceChanged(): void {
    this.#plan();
  }

  #plan(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    const waitMs = this.#listeners.size > quietRoomListeners ? this.#flushedAtMs + coalesceMs - this.#pace.now() : 0;
    if (waitMs <= 0) this.#pace.turn.addRoom(this);
    else this.#pace.afterMs(waitMs, () => this.#pace.turn.addRoom(this));
  }

  flush(): void {
    this.#isDue = false;
    this.#flushedAtMs = this.#pace.now();
    if (this.#pending.length > 0) this.#flushUpdates();
    this.#flushPresence();
  }

  #flushUpdates(): void {
    const pending = this.#pending;
    this.#pending = [];
    this.#pendingBytes = 0;
    const { bytes, ends } = encodeTogether(pending);
    this.#events.updatesDelivered(pending.length * (this.#listeners.size - 1));
    const forAll = [bytes];
    const onlyFrom = onlySender(pending);
    const senders = onlyFrom === undefined ? new Set(pending.map(({ from }) => from)) : undefined;
    for (const listener of this.#listeners) {
      if (senders?.has(listener)) listener.deliver([withoutOwn(listener, pending, bytes, ends)]);
      else if (listener !== onlyFrom) listener.deliver(forAll);
    }
  }

  #flushPresence(): void {
    const news = this.#presence.takeNews();
    if (news === undefined) return;
    // Who said all of it knows it; in a room of two that halves the traffic of a moving caret.
    for (const listener of this.#listeners) if (listener !== news.onlyFrom) listener.deliverExpendable(news.chunks);
  }
}

/** Who sent all of it: in a small room there is nearly always one update by one person. */
function onlySender<L>(pending: readonly Pending<L>[]): L | undefined {
  const first = pending[0]?.from;
  return pending.every(({ from }) => from === first) ? first : undefined;
}

/** All updates one after the other, each a message of its own; `ends` says where each one's bytes end. */
function encodeTogether(pending: readonly { readonly update: Uint8Array }[]): { bytes: Buffer; ends: number[] } {
  let size = 0;
  for (const { update } of pending) size += framedBytes(updateMessageBytes(update));
  const bytes = Buffer.allocUnsafe(size);
  const ends: number[] = [];
  let at = 0;
  for (const { update } of pending) {
    at = writeUpdateMessage(bytes, writeMessageHeader(bytes, at, updateMessageBytes(update)), update);
    ends.push(at);
  }
  return { bytes, ends };
}

/** The same bytes without the messages of one listener, in one piece. */
function withoutOwn<L>(own: L, pending: readonly Pending<L>[], bytes: Buffer, ends: readonly number[]): Uint8Array {
  const others = Buffer.allocUnsafe(bytes.length);
  let used = 0;
  let copied = 0;
  for (const [place, { from }] of pending.entries()) {
    if (from !== own) continue;
    used += bytes.copy(others, used, copied, place === 0 ? 0 : ends[place - 1]);
    copied = ends[place] ?? bytes.length;
  }
  used += bytes.copy(others, used, copied);
  return others.subarray(0, used);
}

// An Update message (docs/protocol.md, section 2): type, subtype, and the length of the update as a varUint.
// Always an Update: a relayed SyncStep2 would tell the receivers that they are synchronised.
const syncType = 0;
const updateSubtype = 2;

function updateMessageBytes(update: Uint8Array): number {
  let bytes = 3 + update.length;
  for (let length = update.length; length >= 0x80; length = Math.floor(length / 0x80)) bytes += 1;
  return bytes;
}

function writeUpdateMessage(target: Uint8Array, at: number, update: Uint8Array): number {
  target[at] = syncType;
  target[at + 1] = updateSubtype;
  let end = at + 2;
  let length = update.length;
  while (length >= 0x80) {
    target[end] = (length % 0x80) + 0x80;
    length = Math.floor(length / 0x80);
    end += 1;
  }
  target[end] = length;
  target.set(update, end + 1);
  return end + 1 + update.length;
}

function updateMessage(update: Uint8Array): Uint8Array {
  const message = new Uint8Array(updateMessageBytes(update));
  writeUpdateMessage(message, 0, update);
  return message;
}
