import { err, ok, type Result } from '../result.ts';
import { type Block, type Range, type ScannedUpdate, scanUpdate } from './scan-update.ts';

/** Why bytes are no update that the relay stores, or that a file may bring. */
export type UpdateFault = 'undecodable' | 'foreign-encoding' | 'implausible';

/** How far the units of a client are known already; 0 for a client nobody has heard of. */
export type KnownEnd = (client: number) => number;

// Yjs draws client ids from 32 bits.
const maxClientId = 2 ** 32 - 1;

// The units that one client may ever have typed or deleted. One browser tab does not type a thousand million
// characters; a 12-byte update that claims them would make everything the client writes later look old.
const maxClock = 2 ** 30;

// What a few bytes may claim beyond what is known: collected units, a gap, or deletions of units still to come.
// They happen (a paste that was deleted again, a peer that is ahead of a restored backup), but not in this size.
const maxClaimedUnits = 2 ** 24;

/**
 * The clients of an update, and of a document: every tab that ever wrote is one. 200,000 took Yjs a second to apply and
 * 50 ms per letter typed. One number for both, because every handshake names everybody who deleted something.
 */
export const maxClients = 2 ** 16;

const emptyUpdateBytes = 2;

/** Reads one update as V1 and refuses what honest clients never send (rule R6). Never throws. */
export function inspectUpdate(update: Uint8Array, knownEnd: KnownEnd): Result<ScannedUpdate, UpdateFault> {
  const scan = scanUpdate(update);
  if (scan === undefined) return err('undecodable');
  // V2 bytes often read as an empty V1 update: storing them would lose the text in silence.
  if (isEmpty(scan) && update.length > emptyUpdateBytes) return err('foreign-encoding');
  return isPlausible(scan, knownEnd) ? ok(scan) : err('implausible');
}

/** Whether an update says nothing. */
export const isEmpty = ({ blocks, deletes }: ScannedUpdate): boolean => blocks.length === 0 && deletes.length === 0;

function isPlausible({ blocks, deletes }: ScannedUpdate, knownEnd: KnownEnd): boolean {
  if (countClients(blocks) > maxClients || countClients(deletes) > maxClients) return false;
  // One letter is one block, and nothing else in the update refers to it.
  const endInUpdate = blocks.length + deletes.length > 1 ? new Map<number, number>() : undefined;
  const endOf = (client: number): number => Math.max(knownEnd(client), endInUpdate?.get(client) ?? 0);
  for (const block of blocks) {
    if (!isPlausibleRange(block) || block.hollow > maxClaimedUnits) return false;
    if (block.clock - endOf(block.client) > maxClaimedUnits) return false;
    endInUpdate?.set(block.client, Math.max(endOf(block.client), block.clock + block.length));
  }
  return deletes.every(
    (range) => isPlausibleRange(range) && range.clock + range.length - endOf(range.client) <= maxClaimedUnits,
  );
}

const isPlausibleRange = ({ client, clock, length }: Range): boolean =>
  client <= maxClientId && clock + length <= maxClock;

function countClients(ranges: readonly (Range | Block)[]): number {
  let clients = 0;
  let last = -1;
  for (const { client } of ranges) {
    if (client !== last) clients += 1;
    last = client;
  }
  return clients;
}
