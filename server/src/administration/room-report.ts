import { scanUpdate } from '@ecritoire/shared/yjs-bytes';
import * as Y from 'yjs';
import { RangeSet } from '../yjs-bytes/range-set.ts';
import type { StoredRoom } from './stored-room.ts';

const maxClientLines = 20;

/** What an administrator may know of a room, line by line; never anything that somebody wrote in it. */
export function reportRoom(room: StoredRoom): string[] {
  const clients = clientsIn(room.updates);
  const gaps = clients.filter(({ units }) => units.size > 1 || units.endFrom(0) !== units.end);
  return [
    `stored      ${bytesText(room.updates.reduce((sum, update) => sum + update.length, 0))}`,
    ...room.parts.map(
      (part) =>
        `  ${part.isBase ? 'base' : 'segment'} up to record ${part.through}, ${bytesText(part.length)}, ${timeText(part.newestAtMs)}`,
    ),
    `  journal: ${room.records} records, ${bytesText(room.recordBytes)}`,
    `last write  ${room.lastWriteMs === undefined ? 'unknown' : timeText(room.lastWriteMs)}`,
    `clients     ${clients.length}`,
    ...clients.slice(0, maxClientLines).map(({ client, units, deleted }) => {
      const deletedUnits = unitsIn(deleted);
      return `  client ${client}: units ${rangesText(units)}${deletedUnits === 0 ? '' : `, ${deletedUnits} deleted`}`;
    }),
    ...(clients.length > maxClientLines ? [`  and ${clients.length - maxClientLines} more`] : []),
    `gaps        ${gaps.length === 0 ? 'none' : `in ${gaps.length} clients; peers that have the missing units will send them`}`,
    `pending     ${pendingText(room.updates)}`,
    `damaged     ${room.damagedParts === 0 ? 'nothing' : `${room.damagedParts} parts`}`,
    `quarantine  ${room.quarantined === 0 ? 'nothing' : `${room.quarantined} pieces`}`,
    `replaced    ${room.replaced.length === 0 ? 'nothing' : `${room.replaced.length} earlier states`}`,
    ...room.replaced.map(
      ({ atMs, bytes, damagedParts }, place) =>
        `  ${place + 1}: until ${timeText(atMs)}, ${bytesText(bytes)}${damagedParts === 0 ? '' : `, ${damagedParts} parts damaged`}`,
    ),
  ];
}

type Client = { readonly client: number; readonly units: RangeSet; readonly deleted: RangeSet };

function clientsIn(updates: readonly Uint8Array[]): Client[] {
  const clientsById = new Map<number, Client>();
  function known(client: number): Client {
    const found = clientsById.get(client) ?? { client, units: new RangeSet(), deleted: new RangeSet() };
    clientsById.set(client, found);
    return found;
  }
  for (const update of updates) {
    const scan = scanUpdate(update);
    for (const { client, clock, length } of scan?.blocks ?? []) known(client).units.add(clock, clock + length);
    for (const { client, clock, length } of scan?.deletes ?? []) known(client).deleted.add(clock, clock + length);
  }
  return [...clientsById.values()].sort((one, other) => other.units.end - one.units.end);
}

function pendingText(updates: readonly Uint8Array[]): string {
  const document = new Y.Doc();
  document.transact(() => {
    for (const update of updates) Y.applyUpdate(document, update);
  });
  const { pendingStructs, pendingDs } = document.store;
  document.destroy();
  const waiting = [
    ...(pendingStructs === null ? [] : [`changes that refer to ${pendingStructs.missing.size} clients' missing units`]),
    ...(pendingDs === null ? [] : ['deletions of missing units']),
  ];
  return waiting.length === 0 ? 'nothing' : waiting.join(', ');
}

function unitsIn(ranges: RangeSet): number {
  let units = 0;
  ranges.forEach((start, end) => {
    units += end - start;
  });
  return units;
}

const maxRanges = 5;

function rangesText(ranges: RangeSet): string {
  const texts: string[] = [];
  ranges.forEach((start, end) => {
    texts.push(`${start}–${end - 1}`);
  });
  const rest = texts.length > maxRanges ? ` and ${texts.length - maxRanges} more ranges` : '';
  return texts.length === 0 ? 'none' : `${texts.slice(0, maxRanges).join(', ')}${rest}`;
}

const bytesText = (bytes: number): string => (bytes < 10_240 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KiB`);

const timeText = (ms: number): string => new Date(ms).toISOString();
