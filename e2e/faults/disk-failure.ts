import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDocumentId } from '../support/new-document-id.ts';
import { createRandom } from '../support/random.ts';
import { type Relay, type RelayOutput, startRelay } from '../support/relay.ts';
import {
  allConfirmed,
  auditTokens,
  createTokenWriter,
  keepWriting,
  readTokens,
  type TokenWriter,
} from '../support/token-writer.ts';
import { waitUntil } from '../support/wait-until.ts';
import { complaintAbout } from './left-folder.ts';
import { type Recording, record, tracing } from './recording.ts';
import { createUnpoweredDisk } from './unpowered-disk.ts';

const writerCount = 3;
const tokensPerSecond = 500;
// Some hundred make a write-ahead log that is due for a checkpoint.
const longTokenBytes = 10_000;

/** What was seen of a relay whose disk failed under load, and of its next life. */
export interface DiskFailureReport {
  readonly exitCode: number | null;
  readonly output: RelayOutput;
  /** How the writers' connections ended. */
  readonly closeCodes: readonly (number | undefined)[];
  readonly confirmedTokens: number;
  /** What would be missing if the power had gone at the same moment; undefined when nothing. */
  readonly complaintWithoutPower: string | undefined;
}

/**
 * Lets people write until the fault, given as strace arguments, has ended the relay. Throws when it does not end, when
 * something confirmed is missing after a clean restart, and when its writers cannot bring the rest again.
 */
export async function failDisk(...fault: readonly string[]): Promise<DiskFailureReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ecritoire-disk-failure-'));
  const writers: TokenWriter[] = [];
  try {
    const { port, early } = await prepare(dataDir);
    writers.push(early);
    let exitCode: number | null = null;
    const recording = await record({ dataDir, port, faults: fault }, async (relay) => {
      for (let place = 0; place < writerCount; place += 1)
        writers.push(createTokenWriter(relay.syncUrl, newDocumentId(), String(place)));
      exitCode = await writeUntilEnd(relay, writers);
    });
    const report = {
      exitCode,
      output: recording.output,
      closeCodes: writers.map(({ client }) => client.closeCode),
      confirmedTokens: writers.reduce((sum, { client }) => sum + client.confirmed, 0),
      complaintWithoutPower: await complaintWithoutPower(recording, writers),
    };
    await restartAndHeal(dataDir, port, writers);
    return report;
  } finally {
    for (const { client } of writers) client.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/**
 * Lets people write while only what is done to the database file itself fails: the checkpoints. Throws when the relay
 * goes on as if nothing had happened.
 */
export async function failCheckpoints(fault: string): Promise<{ exitCode: number | null; stderr: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ecritoire-checkpoint-'));
  const writers: TokenWriter[] = [];
  try {
    const { port, early } = await prepare(dataDir);
    writers.push(early);
    const file = `--trace-path=${join(dataDir, 'ecritoire.sqlite')}`;
    const tracer = [...tracing(), '--output=/dev/null', '--trace=fsync,fdatasync,pwrite64', file, fault];
    const relay = await startRelay({ dataDir, port, tracer });
    writers.push(createTokenWriter(relay.syncUrl, newDocumentId(), 'long', '.'.repeat(longTokenBytes)));
    const exitCode = await writeUntilEnd(relay, writers).finally(relay.close);
    await restartAndHeal(dataDir, port, writers);
    return { exitCode, stderr: relay.output.stderr };
  } finally {
    for (const { client } of writers) client.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** A folder in use for some time: what fails is not the first start. */
async function prepare(dataDir: string): Promise<{ port: number; early: TokenWriter }> {
  const relay = await startRelay({ dataDir });
  try {
    const early = createTokenWriter(relay.syncUrl, newDocumentId(), 'early');
    await early.writeDurably();
    await relay.stop();
    return { port: relay.port, early };
  } finally {
    await relay.close();
  }
}

async function writeUntilEnd(relay: Relay, writers: readonly TokenWriter[]): Promise<number | null> {
  for (const { client } of writers) client.connect();
  await waitUntil('all writers are there', () => writers.every(({ client }) => client.isSynced));
  const stopWriting = keepWriting(writers, tokensPerSecond);
  let hasEnded = false;
  const ended = relay.ended().finally(() => {
    hasEnded = true;
  });
  try {
    await waitUntil('the relay ends', () => hasEnded);
    await waitUntil('everybody noticed', () => writers.every(({ client }) => client.closeCode !== undefined));
    return await ended;
  } finally {
    stopWriting();
  }
}

/** The strictest disk: what a failed flush left unwritten never comes back. */
function complaintWithoutPower({ initial, events }: Recording, writers: readonly TokenWriter[]) {
  const disk = createUnpoweredDisk(initial);
  for (const event of events) disk.apply(event);
  const rooms = writers.map(({ room, confirmed, written }) => ({ room, must: confirmed, may: written }));
  return complaintAbout(disk.afterPowerCut('nothing', createRandom(0)), rooms);
}

async function restartAndHeal(dataDir: string, port: number, writers: readonly TokenWriter[]): Promise<void> {
  const relay = await startRelay({ dataDir, port });
  try {
    for (const { room, confirmed, written } of writers)
      auditTokens(await readTokens(relay.syncUrl, room), confirmed, written);
    for (const { client } of writers) client.connect();
    await allConfirmed(writers);
    for (const { room, written } of writers) auditTokens(await readTokens(relay.syncUrl, room), written, written);
  } finally {
    await relay.close();
  }
}
