import { readFile } from 'node:fs/promises';
import * as Y from 'yjs';
import { addRows, readRows } from '../support/device-storage.ts';
import { sitDown } from '../support/person.ts';
import { createRandom } from '../support/random.ts';
import { openSlowUplink } from '../support/slow-uplink.ts';
import { joinAsStockClient } from '../support/stock-client.ts';
import { expect, test } from '../support/test.ts';
import { waitUntil } from '../support/wait-until.ts';

const backlogBytes = 10_000_000;
/** All of it takes twice as long as the line holds. */
const uplinkBytesPerSecond = 1_000_000;
const cutEveryMs = 5_000;
const frameLimitBytes = 16 * 1024 * 1024;

test('[S10] Ten megabytes written in two weeks offline reach the relay over a line that is cut every 5 s', async ({
  browser,
  relay,
}) => {
  test.setTimeout(240_000);
  const line = await openSlowUplink(relay.port, uplinkBytesPerSecond);
  const context = await browser.newContext();
  const page = await context.newPage();
  const alice = await sitDown(page, line.url);
  const address = await alice.createsDocument();
  await alice.statusIs('saved');
  await alice.opens('/healthz');

  const doc = new Y.Doc();
  for (const { bytes } of await readRows(page, address)) Y.applyUpdate(doc, Uint8Array.from(bytes));
  await addRows(page, address, writtenOffline(doc));

  let largestFrame = 0;
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      largestFrame = Math.max(largestFrame, payload.length);
    }),
  );
  const memoryBefore = await residentBytes(relay.pid);
  await alice.opens(address);
  await expect(alice.at('sync-status')).toHaveAttribute('data-state', 'sending');
  const connectionsBefore = line.connectionCount();
  const cuts = setInterval(line.cut, cutEveryMs);
  await expect(alice.at('sync-status')).toHaveAttribute('data-state', 'saved', { timeout: 120_000 });
  clearInterval(cuts);
  console.log(`${line.connectionCount() - connectionsBefore} connections more, largest frame ${largestFrame} bytes`);
  expect(line.connectionCount()).toBeGreaterThan(connectionsBefore);
  expect(largestFrame).toBeLessThan(frameLimitBytes);
  const grownBytes = (await residentBytes(relay.pid)) - memoryBefore;
  console.log(`the relay grew by ${Math.round(grownBytes / 1e6)} MB`);
  expect(grownBytes).toBeLessThan(300_000_000);

  const reader = joinAsStockClient(relay.syncUrl, address.slice(address.lastIndexOf('/') + 1));
  await waitUntil('a newcomer is synchronised', () => reader.isSynced, 60_000);
  expect(reader.doc.getArray('backlog').toArray()).toEqual(doc.getArray('backlog').toArray());
  reader.close();
  await context.close();
  await line.close();
});

/** What fourteen sessions wrote, one a day, a row each; not in the text, which would take the page long to draw. */
function writtenOffline(doc: Y.Doc): Uint8Array[] {
  const random = createRandom(9);
  const days = 14;
  return Array.from({ length: days }, () => {
    const before = Y.encodeStateVector(doc);
    doc.clientID = random.below(2 ** 32);
    const backlog = doc.getArray<string>('backlog');
    for (let written = 0; written < backlogBytes / days; written += 5_000) {
      const words = Array.from({ length: 900 }, () => random.below(2 ** 28).toString(36));
      backlog.insert(random.below(backlog.length + 1), [words.join(' ').slice(0, 5_000)]);
    }
    return Y.encodeStateAsUpdate(doc, before);
  });
}

async function residentBytes(pid: number): Promise<number> {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}
