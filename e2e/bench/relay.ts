import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { createAckingClient } from '../support/acking-client.ts';
import { type EditingTrace, loadEditingTrace, sha256 } from '../support/editing-trace.ts';
import { newDocumentId } from '../support/new-document-id.ts';
import { waitUntil } from '../support/wait-until.ts';
import { startPeerServer } from './peer-server.ts';
import { type ServerUnderTest, startOurRelay } from './server-under-test.ts';
import { mebibytesText, printTable, secondsText } from './table.ts';

const deadlineMs = 300_000;
const joinDeadlineMs = 60_000;
const quietMs = 3_000;

interface Measured {
  readonly idleMemoryBytes: number;
  readonly deliveredMs: number;
  /** `undefined` where the server confirms nothing. */
  readonly confirmedMs: number | undefined;
  readonly memoryBytes: number;
  /** From the last delivery until the folder no longer changed. */
  readonly writtenMs: number;
  readonly diskBytes: number;
  readonly restartMs: number;
  readonly joinMs: number;
  readonly joinBytes: number;
}

/** A paper typed key by key through the relay, and beside it through the stock server, in one run. */
export async function measureRelay(): Promise<void> {
  const trace = await loadEditingTrace();
  console.log(`Editing trace: ${trace.name}, ${trace.edits.length} keys, each an update of its own\n`);
  const ours = await measure(await startOurRelay(), trace);
  const peer = await measure(await startPeerServer(), trace);
  const row = (what: string, show: (measured: Measured) => string, value?: (measured: Measured) => number) => [
    what,
    show(ours),
    show(peer),
    value === undefined ? '' : (value(ours) / value(peer)).toFixed(2),
  ];
  printTable(
    ['', 'Écritoire', '@y/websocket-server 0.1.1, LevelDB', 'ratio'],
    [
      row(
        'memory when idle',
        (m) => mebibytesText(m.idleMemoryBytes),
        (m) => m.idleMemoryBytes,
      ),
      row(
        'first key → all delivered to a second client',
        (m) => secondsText(m.deliveredMs),
        (m) => m.deliveredMs,
      ),
      row('first key → all confirmed on disk', (m) =>
        m.confirmedMs === undefined ? 'never' : secondsText(m.confirmedMs),
      ),
      row(
        'memory afterwards',
        (m) => mebibytesText(m.memoryBytes),
        (m) => m.memoryBytes,
      ),
      row('all delivered → folder quiet', (m) => secondsText(m.writtenMs)),
      row(
        'bytes on disk',
        (m) => mebibytesText(m.diskBytes),
        (m) => m.diskBytes,
      ),
      row(
        'killed → accepts connections',
        (m) => secondsText(m.restartMs),
        (m) => m.restartMs,
      ),
      row(
        'newcomer → has every letter',
        (m) => secondsText(m.joinMs),
        (m) => m.joinMs,
      ),
      row(
        'bytes sent to the newcomer',
        (m) => mebibytesText(m.joinBytes),
        (m) => m.joinBytes,
      ),
    ],
  );
}

async function measure(server: ServerUnderTest, trace: EditingTrace): Promise<Measured> {
  try {
    const room = newDocumentId();
    const idleMemoryBytes = memoryOf(server.pid());
    const typed = await typeThrough(server, trace, room);
    const memoryBytes = memoryOf(server.pid());
    const writtenMs = await timed(() => diskIsQuiet(server.dataDir));
    const diskBytes = bytesUnder(server.dataDir);
    const restartMs = await timed(() => server.restart());
    const reader = createAckingClient({ syncUrl: server.syncUrl, room });
    // Being synchronised is not asked: the stock server says so before it has read its disk.
    const isComplete = () => sha256(reader.doc.getText('trace').toString()) === trace.finalSha256;
    const joinMs = await timed(async () => {
      reader.connect();
      await waitUntil('the newcomer has every letter', isComplete, joinDeadlineMs);
    });
    const joinBytes = reader.receivedBytes;
    reader.close();
    return { idleMemoryBytes, ...typed, memoryBytes, writtenMs, diskBytes, restartMs, joinMs, joinBytes };
  } finally {
    await server.close();
  }
}

async function typeThrough(server: ServerUnderTest, trace: EditingTrace, room: string) {
  const author = createAckingClient({ syncUrl: server.syncUrl, room });
  const second = createAckingClient({ syncUrl: server.syncUrl, room });
  author.connect();
  second.connect();
  await waitUntil('both have joined', () => author.isSynced && second.isSynced);
  let received = 0;
  second.doc.on('update', () => {
    received += 1;
  });
  const startedAt = performance.now();
  const text = author.doc.getText('trace');
  for (const [index, [position, deleted, inserted]] of trace.edits.entries()) {
    if (deleted > 0) text.delete(position, deleted);
    if (inserted !== '') text.insert(position, inserted);
    if (index % 500 === 0) await nextTurn();
  }
  await waitUntil('the second client has every key', () => received >= author.written, deadlineMs);
  const deliveredMs = performance.now() - startedAt;
  if (server.confirms) await waitUntil('all is confirmed', () => author.confirmed === author.written, deadlineMs);
  const confirmedMs = server.confirms ? performance.now() - startedAt : undefined;
  author.close();
  second.close();
  return { deliveredMs, confirmedMs };
}

/** A server that confirms nothing still writes behind: to kill it earlier would compare nothing with something. */
async function diskIsQuiet(folder: string): Promise<void> {
  const changedAt = () => Math.max(...filesUnder(folder).map((file) => statSync(file).mtimeMs));
  const giveUpAt = Date.now() + deadlineMs;
  while (Date.now() - changedAt() < quietMs && Date.now() < giveUpAt) await delay(250);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Resident memory; `ps` says the same on Linux and macOS, in KiB. */
const memoryOf = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) * 1_024;

const bytesUnder = (folder: string): number => filesUnder(folder).reduce((sum, file) => sum + statSync(file).size, 0);

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
