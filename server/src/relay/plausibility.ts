import { err, ok, type Result } from '@ecritoire/shared';
import * as Y from 'yjs';

/** Why bytes are no update that the relay stores. */
export type UpdateFault = 'undecodable' | 'foreign-encoding' | 'implausible';

/** What the relay needs to know about an update that it accepts. */
export type UpdateSummary = { readonly isEmpty: boolean };

// Yjs draws client ids from 32 bits.
const maxClientId = 2 ** 32 - 1;

// The units that one client may ever have typed or deleted. One browser tab does not type a thousand million
// characters; a 12-byte update that claims them would make everything the client writes later look old.
const maxClock = 2 ** 30;

// 200,000 clients in one frame took a second to apply; a document does not meet that many tabs between two handshakes.
const maxClientsPerUpdate = 2 ** 16;

const emptyUpdateBytes = 2;

/** Reads one update as V1 and refuses what honest clients never send (rule R6). Never throws. */
export function inspectUpdate(update: Uint8Array): Result<UpdateSummary, UpdateFault> {
  const decoded = decode(update);
  if (decoded === undefined) return err('undecodable');
  const { structs, ds } = decoded;
  const isEmpty = structs.length === 0 && ds.clients.size === 0;
  // V2 bytes often read as an empty V1 update: storing them would lose the text in silence.
  if (isEmpty && update.length > emptyUpdateBytes) return err('foreign-encoding');
  return isPlausible(structs, ds) ? ok({ isEmpty }) : err('implausible');
}

/** Whether the bytes are a state vector: a read asked with anything else would fail, and with it the room. */
export function isStateVector(bytes: Uint8Array): boolean {
  try {
    Y.decodeStateVector(bytes);
    return true;
  } catch {
    return false;
  }
}

type Decoded = ReturnType<typeof Y.decodeUpdate>;

function decode(update: Uint8Array): Decoded | undefined {
  try {
    return Y.decodeUpdate(update);
  } catch {
    // Yjs throws on every kind of truncation and nonsense: to the caller they are one thing.
    return undefined;
  }
}

function isPlausible(structs: Decoded['structs'], deleteSet: Decoded['ds']): boolean {
  let clients = 0;
  let lastClient = -1;
  for (const { id, length } of structs) {
    if (id.client !== lastClient) clients += 1;
    lastClient = id.client;
    if (!isPlausibleRange(id.client, id.clock, length)) return false;
  }
  if (clients > maxClientsPerUpdate || deleteSet.clients.size > maxClientsPerUpdate) return false;
  for (const [client, ranges] of deleteSet.clients)
    for (const { clock, len } of ranges) if (!isPlausibleRange(client, clock, len)) return false;
  return true;
}

const isPlausibleRange = (client: number, clock: number, length: number): boolean =>
  client <= maxClientId && clock + length <= maxClock;
