import { createAckingClient } from '../support/acking-client.ts';
import { newDocumentId } from '../support/new-document-id.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { residentBytes, waitForMetric } from '../support/relay-metrics.ts';
import { waitUntil } from '../support/wait-until.ts';

export interface RoomChurnOptions {
  readonly rooms: number;
  readonly cycles: number;
}

/** What remains may be memory that the collector has not come to yet; what every cycle leaves behind is more than this. */
const tolerance = 0.1;
// Below this the collector's own moods are larger than any leak of so few cycles.
const toleratedBytes = 24 * 2 ** 20;

/**
 * Opens many rooms, writes in each and leaves, again and again. Throws unless the relay then knows of nobody and holds
 * no more in the end than in the first half. Resolves to one line with the numbers.
 */
export async function churnRooms({ rooms, cycles }: RoomChurnOptions): Promise<string> {
  const relay = await startRelay();
  try {
    const ids = Array.from({ length: rooms }, newDocumentId);
    const residents: number[] = [];
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      for (let first = 0; first < rooms; first += roomsAtOnce)
        await Promise.all(ids.slice(first, first + roomsAtOnce).map((id) => visit(relay, id, cycle)));
      for (const name of ['ecritoire_rooms', 'ecritoire_connections']) await waitForMetric(relay, name, 0);
      residents.push(residentBytes(relay));
    }
    // Memory comes and goes in waves of many cycles: what stays is what the last of them does not go below.
    const highest = Math.max(...residents.slice(1, Math.ceil(cycles / 2)));
    const remaining = Math.min(...residents.slice(-Math.ceil(cycles / 4)));
    const inMiB = (bytes: number) => Math.round(bytes / 2 ** 20);
    const line = `${rooms} rooms opened and left ${cycles} times: ${residents.map(inMiB).join(', ')} MiB resident`;
    if (remaining > highest * (1 + tolerance) + toleratedBytes) throw new Error(`The relay grows: ${line}`);
    return line;
  } finally {
    await relay.close();
  }
}

const roomsAtOnce = 25;

async function visit(relay: Relay, room: string, cycle: number): Promise<void> {
  const people = [0, 1].map(() => createAckingClient({ syncUrl: relay.syncUrl, room }));
  for (const person of people) person.connect();
  await waitUntil('both have joined', () => people.every(({ isSynced }) => isSynced));
  const [writer, reader] = people;
  writer?.doc.getMap('attributes').set('cycle', cycle);
  await waitUntil('the change is safe, and seen', () => {
    const isSeen = reader?.doc.getMap('attributes').get('cycle') === cycle;
    return isSeen && writer?.confirmed === writer?.written;
  });
  for (const person of people) person.close();
}
