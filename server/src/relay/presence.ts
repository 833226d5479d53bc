import { encodeMessage, err, ok, type Result, toChunks } from '@ecritoire/shared';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** What one client says of itself: `state` is JSON, the text `null` when it left. */
type Entry = { readonly clientId: number; readonly clock: number; readonly state: Uint8Array };

type Known<Owner> = Entry & { readonly owner: Owner };

export type PresenceFault = 'malformed' | 'too-large' | 'too-many';

/** News about who is here, as the bytes of frames; `onlyFrom` is the connection that brought all of it, if there is one. */
export type PresenceNews<Owner> = { readonly chunks: readonly Uint8Array[]; readonly onlyFrom: Owner | undefined };

export type PresenceLimits = { readonly stateBytes: number; readonly clientsPerOwner: number };

// A stock client echoes everybody it hears of, and a room has a thousand people.
const maxEntriesPerUpdate = 2048;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const gone = new TextEncoder().encode('null');

const isGone = (state: Uint8Array): boolean =>
  state.length === gone.length && state.every((byte, place) => byte === gone[place]);

/**
 * Who is in a room: the newest awareness entry of every client and the connection that brought it. What changed
 * waits until somebody takes it, the newest entry of each client only (rule P1).
 * No timers: a client leaves with its connection, and peers drop silent ones by themselves.
 */
export class Presence<Owner> {
  readonly #limits: PresenceLimits;
  readonly #knownByClientId = new Map<number, Known<Owner>>();
  #newsByClientId = new Map<number, Known<Owner>>();
  #everybody: readonly Uint8Array[] | undefined;

  constructor(limits: PresenceLimits) {
    this.#limits = limits;
  }

  /** Takes a received awareness update; whether it brought news for the others (rule P2). */
  receive(update: Uint8Array, owner: Owner): Result<boolean, PresenceFault> {
    const entries = decodeEntries(update, this.#limits.stateBytes);
    if (!entries.ok) return entries;
    let hasNews = false;
    for (const entry of entries.value) {
      if (!this.#isNews(entry, owner)) continue;
      hasNews = true;
      this.#remember({ ...entry, owner });
    }
    return this.#owned(owner) > this.#limits.clientsPerOwner ? err('too-many') : ok(hasNews);
  }

  /** Everybody, as the bytes of frames; nothing when nobody is here. Encoded once until somebody changes. */
  everybody(): readonly Uint8Array[] {
    this.#everybody ??= this.#knownByClientId.size === 0 ? [] : toChunks(encodeEntries(this.#knownByClientId.values()));
    return this.#everybody;
  }

  /** Forgets the clients of a closed connection; whether the others must hear of it (rule P3). */
  leave(owner: Owner): boolean {
    let hasNews = false;
    for (const known of this.#knownByClientId.values()) {
      if (known.owner !== owner) continue;
      hasNews = true;
      // The same clock, not the next one: a client that comes straight back must not look outdated.
      this.#remember({ ...known, state: gone });
    }
    return hasNews;
  }

  /** What changed since the last call; undefined when nothing did. */
  takeNews(): PresenceNews<Owner> | undefined {
    if (this.#newsByClientId.size === 0) return undefined;
    const news = [...this.#newsByClientId.values()];
    this.#newsByClientId = new Map();
    const owner = news[0]?.owner;
    return {
      chunks: toChunks(encodeEntries(news)),
      onlyFrom: news.every((entry) => entry.owner === owner) ? owner : undefined,
    };
  }

  #isNews({ clientId, clock, state }: Entry, owner: Owner): boolean {
    const known = this.#knownByClientId.get(clientId);
    if (known === undefined) return !isGone(state);
    if (clock > known.clock) return true;
    // Stock clients echo what they hear and give up silent peers; only the owner may say that it left.
    return clock === known.clock && isGone(state) && known.owner === owner;
  }

  #remember(entry: Known<Owner>): void {
    this.#everybody = undefined;
    this.#newsByClientId.set(entry.clientId, entry);
    if (isGone(entry.state)) this.#knownByClientId.delete(entry.clientId);
    else this.#knownByClientId.set(entry.clientId, entry);
  }

  #owned(owner: Owner): number {
    let owned = 0;
    for (const known of this.#knownByClientId.values()) if (known.owner === owner) owned += 1;
    return owned;
  }
}

function decodeEntries(update: Uint8Array, maxStateBytes: number): Result<readonly Entry[], PresenceFault> {
  const entries: Entry[] = [];
  try {
    const decoder = decoding.createDecoder(update);
    const count = decoding.readVarUint(decoder);
    if (count > maxEntriesPerUpdate) return err('too-many');
    while (entries.length < count) {
      const clientId = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const state = decoding.readVarUint8Array(decoder);
      if (state.length > maxStateBytes) return err('too-large');
      // Stock peers parse it outside any boundary: what is no JSON would throw in every page.
      JSON.parse(utf8.decode(state));
      // Kept for as long as the client is here, and the frame it came in with is of no more use then.
      entries.push({ clientId, clock, state: state.slice() });
    }
  } catch {
    return err('malformed');
  }
  return ok(entries);
}

function encodeEntries(entries: Iterable<Entry>): Uint8Array {
  const list = [...entries];
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, list.length);
  for (const { clientId, clock, state } of list) {
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarUint8Array(encoder, state);
  }
  return encodeMessage({ type: 'awareness', update: encoding.toUint8Array(encoder) });
}
