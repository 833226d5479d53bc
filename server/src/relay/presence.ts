import { err, ok, type Result } from '@ecritoire/shared';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** What one client says of itself: `state` is JSON, the text `null` when it left. */
type Entry = { readonly clientId: number; readonly clock: number; readonly state: string };

type Known<Owner> = Entry & { readonly owner: Owner };

export type PresenceFault = 'malformed' | 'too-large';

/**
 * Who is in a room: the newest awareness entry of every client and the connection that brought it.
 * No timers: a client leaves with its connection, and peers drop silent ones by themselves.
 */
export type Presence<Owner> = {
  /** Takes a received awareness update; answers with what the others must hear, nothing when it is no news (rule P2). */
  receive(update: Uint8Array, owner: Owner): Result<Uint8Array | undefined, PresenceFault>;
  /** Everybody, as an awareness update; nothing when nobody is here. */
  everybody(): Uint8Array | undefined;
  /** Forgets the clients of a closed connection; answers with what the others must hear (rule P3). */
  leave(owner: Owner): Uint8Array | undefined;
};

const gone = 'null';
const utf8 = new TextDecoder('utf-8', { fatal: true });

export function createPresence<Owner>(maxStateBytes: number): Presence<Owner> {
  const knownByClientId = new Map<number, Known<Owner>>();

  function isNews(entry: Entry, owner: Owner): boolean {
    const known = knownByClientId.get(entry.clientId);
    if (known === undefined) return entry.state !== gone;
    if (entry.clock > known.clock) return true;
    // Stock clients echo what they hear and give up silent peers; only the owner may say that it left.
    return entry.clock === known.clock && entry.state === gone && known.owner === owner;
  }

  function remember(entry: Entry, owner: Owner): void {
    if (entry.state === gone) knownByClientId.delete(entry.clientId);
    else knownByClientId.set(entry.clientId, { ...entry, owner });
  }

  return {
    receive(update, owner) {
      const entries = decodeEntries(update, maxStateBytes);
      if (!entries.ok) return entries;
      const news = entries.value.filter((entry) => isNews(entry, owner));
      for (const entry of news) remember(entry, owner);
      if (news.length === 0) return ok(undefined);
      return ok(news.length === entries.value.length ? update : encodeEntries(news));
    },
    everybody: () => (knownByClientId.size === 0 ? undefined : encodeEntries([...knownByClientId.values()])),
    leave(owner) {
      const left = [...knownByClientId.values()].filter((known) => known.owner === owner);
      for (const { clientId } of left) knownByClientId.delete(clientId);
      // The same clock, not the next one: a client that comes straight back must not look outdated.
      return left.length === 0 ? undefined : encodeEntries(left.map((known) => ({ ...known, state: gone })));
    },
  };
}

function decodeEntries(update: Uint8Array, maxStateBytes: number): Result<readonly Entry[], PresenceFault> {
  const entries: Entry[] = [];
  try {
    const decoder = decoding.createDecoder(update);
    const count = decoding.readVarUint(decoder);
    while (entries.length < count) {
      const clientId = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const stateBytes = decoding.readVarUint8Array(decoder);
      if (stateBytes.length > maxStateBytes) return err('too-large');
      const state = utf8.decode(stateBytes);
      // Stock peers parse it outside any boundary: what is no JSON would throw in every page.
      JSON.parse(state);
      entries.push({ clientId, clock, state });
    }
  } catch {
    return err('malformed');
  }
  return ok(entries);
}

function encodeEntries(entries: readonly Entry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
}
