import assert from 'node:assert/strict';
import { newDocumentId } from '../support/new-document-id.ts';
import { type Relay, type RelayOutput, startRelay, tryStartRelay } from '../support/relay.ts';
import { allConfirmed, auditTokens, createTokenWriter, readTokens, type TokenWriter } from '../support/token-writer.ts';
import { waitUntil } from '../support/wait-until.ts';
import { checkTakesWrites } from './left-folder.ts';
import { createSmallDisk } from './small-disk.ts';

const tokenBytes = 20_000;
const unconfirmedAtOnce = 4;
// Several times what the disk could hold.
const tooManyTokens = 1_000;

/** What was seen of a relay that filled its disk. */
export interface FullDiskReport {
  readonly exitCode: number | null;
  readonly output: RelayOutput;
  readonly closeCode: number | undefined;
  readonly confirmedTokens: number;
  /** How a start without a free byte went. */
  readonly startWhileFull: { readonly code: number | null; readonly stderr: string } | 'started';
}

/** Writes until the disk is full, starts on the full disk, makes room, starts again and writes on. */
export async function fillDisk(): Promise<FullDiskReport> {
  const disk = await createSmallDisk();
  const room = newDocumentId();
  try {
    const relay = await startRelay({ dataDir: disk.folder, tracer: disk.tracer });
    const { port } = relay;
    const writer = createTokenWriter(relay.syncUrl, room, 'w', '.'.repeat(tokenBytes));
    try {
      const exitCode = await writeUntilEnd(relay, writer);
      const { closeCode } = writer.client;
      const startWhileFull = await startOn(disk.folder, disk.tracer);
      disk.free();
      const again = await startRelay({ dataDir: disk.folder, port });
      await checkLostNothing(again, writer).finally(again.close);
      return { exitCode, output: relay.output, closeCode, confirmedTokens: writer.confirmed.length, startWhileFull };
    } finally {
      writer.client.close();
      await relay.close();
    }
  } finally {
    await disk.close();
  }
}

async function writeUntilEnd(relay: Relay, writer: TokenWriter): Promise<number | null> {
  const { client } = writer;
  await waitUntil('the writer is there', () => client.isSynced);
  while (client.closeCode === undefined) {
    assert.ok(writer.written.length < tooManyTokens, 'the disk is never full');
    writer.write();
    await waitUntil(
      'the relay acknowledges, or ends',
      () => client.written - client.confirmed < unconfirmedAtOnce || client.closeCode !== undefined,
    );
  }
  return relay.ended();
}

async function startOn(dataDir: string, tracer: readonly string[]): Promise<FullDiskReport['startWhileFull']> {
  const started = await tryStartRelay({ dataDir, tracer });
  if (!started.ok) return started.error;
  await started.value.close();
  return 'started';
}

async function checkLostNothing(relay: Relay, writer: TokenWriter): Promise<void> {
  const { room, confirmed, written } = writer;
  assert.ok(confirmed.length > 0, 'nothing was confirmed before the disk was full');
  auditTokens(await readTokens(relay.syncUrl, room), confirmed, written);
  writer.client.connect();
  await allConfirmed([writer]);
  auditTokens(await readTokens(relay.syncUrl, room), written, written);
  await checkTakesWrites(relay, room);
}
