import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newDocumentId } from '../support/new-document-id.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import {
  allConfirmed,
  auditTokens,
  createTokenWriter,
  keepWriting,
  readTokens,
  type TokenWriter,
} from '../support/token-writer.ts';
import { waitUntil } from '../support/wait-until.ts';

const writerCount = 3;
const tokensBeforeMark = 150;

/** What a drill went through. */
export interface DrillReport {
  /** Confirmed when the backup began. */
  readonly tokensAtMark: number;
  /** Confirmed since, gone with the restore of the older database, and brought again. */
  readonly tokensBroughtAgain: number;
}

/**
 * An administrator's drill, as docs/operations.md describes it: a backup while people write, opened elsewhere; then,
 * after they wrote on, put in place of the newer database. Throws when the backup lacks what was confirmed before it
 * began, and when, after people came back, anything that they wrote is missing or there twice.
 */
export async function drillBackup(): Promise<DrillReport> {
  const folder = await mkdtemp(join(tmpdir(), 'ecritoire-drill-'));
  const dataDir = join(folder, 'data');
  const relay = await startRelay({ dataDir });
  const writers = Array.from({ length: writerCount }, (_, place) =>
    createTokenWriter(relay.syncUrl, newDocumentId(), String(place)),
  );
  const stopWriting = keepWriting(writers, 1_000);
  try {
    await waitUntil('much is confirmed', () => writers.every(({ client }) => client.confirmed > tokensBeforeMark));
    const atMark = writers.map(({ confirmed }) => confirmed);
    const backupFile = join(folder, 'backup.sqlite');
    await run('backup', dataDir, backupFile);
    stopWriting();
    for (const writer of writers) await writer.writeDurably();
    await checkElsewhere(backupFile, join(folder, 'elsewhere'), writers, atMark);
    return { tokensAtMark: atMark.flat().length, tokensBroughtAgain: await restoreOlder(relay, backupFile, writers) };
  } finally {
    stopWriting();
    for (const { client } of writers) client.close();
    await relay.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What an administrator types, whose words end up in the error when it fails. */
async function run(command: 'backup' | 'restore', dataDir: string, file: string): Promise<void> {
  const program = new URL(`../../server/src/administration/${command}-command.ts`, import.meta.url).pathname;
  await execute(process.execPath, [program, file], { env: { DATA_DIR: dataDir } });
}

const execute = promisify(execFile);

async function checkElsewhere(
  backupFile: string,
  dataDir: string,
  writers: readonly TokenWriter[],
  atMark: readonly (readonly string[])[],
): Promise<void> {
  await mkdir(dataDir);
  await run('restore', dataDir, backupFile);
  const relay = await startRelay({ dataDir });
  try {
    for (const [place, { room, written }] of writers.entries())
      auditTokens(await readTokens(relay.syncUrl, room), atMark[place] ?? [], written);
  } finally {
    await relay.close();
  }
}

/** Resolves to the number of tokens that the older database lacked. */
async function restoreOlder(relay: Relay, backupFile: string, writers: readonly TokenWriter[]): Promise<number> {
  const epochBefore = epochOf(relay);
  await relay.stop();
  await run('restore', relay.dataDir, backupFile);
  await relay.restart();
  assert.notEqual(epochOf(relay), epochBefore);
  const lacking = await Promise.all(
    writers.map(async ({ room, written }) => written.length - (await readTokens(relay.syncUrl, room)).length),
  );
  for (const { client } of writers) client.connect();
  await allConfirmed(writers);
  for (const { room, written } of writers) auditTokens(await readTokens(relay.syncUrl, room), written, written);
  return lacking.reduce((sum, count) => sum + count, 0);
}

const epochOf = ({ output }: Relay): string | undefined => /"epoch":"([^"]+)"/.exec(output.stdout)?.[1];
