import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDocumentId } from '../support/new-document-id.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { allConfirmed, createTokenWriter, type TokenWriter } from '../support/token-writer.ts';
import { type FolderContent, readFolder } from './recording.ts';

/** A data folder with a past, and the people who wrote in it, who still have all they wrote and are away. */
export interface OldFolder {
  /** Nobody else may take it: the people come back to this port. */
  readonly port: number;
  readonly writers: readonly TokenWriter[];
  /** As an orderly stop left it: everything is in the database file itself. */
  readonly stopped: FolderContent;
  /** Some more tokens later, as SIGKILL left it: those are in the write-ahead log. */
  readonly killed: FolderContent;
  /** How many tokens each writer had written, all confirmed, when the folder was `stopped`. */
  readonly tokensWhenStopped: number;
  close(): void;
}

const earlyTokens = 40;
const lateTokens = 12;

// One room of small records, one of records that take several pages each, one that nobody damages on purpose.
const payloads = ['', '.'.repeat(9_000), ''];

export async function createOldFolder(): Promise<OldFolder> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ecritoire-old-folder-'));
  try {
    const relay = await startRelay({ dataDir });
    try {
      const writers = payloads.map((payload, place) =>
        createTokenWriter(relay.syncUrl, newDocumentId(), `token${place}`, payload),
      );
      await writeInCommits(writers, earlyTokens);
      await relay.stop();
      const stopped = await readFolder(dataDir);
      const killed = await writeMoreAndKill(relay, writers);
      const close = () => {
        for (const { client } of writers) client.close();
      };
      return { port: relay.port, writers, stopped, killed, tokensWhenStopped: earlyTokens, close };
    } finally {
      await relay.close();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function writeMoreAndKill(relay: Relay, writers: readonly TokenWriter[]): Promise<FolderContent> {
  await relay.restart();
  for (const { client } of writers) client.connect();
  await writeInCommits(writers, lateTokens);
  await relay.kill();
  return readFolder(relay.dataDir);
}

/** Every round of tokens waits for its confirmation, so that there are many commits. */
async function writeInCommits(writers: readonly TokenWriter[], count: number): Promise<void> {
  await allConfirmed(writers);
  for (let round = 0; round < count; round += 1) {
    for (const writer of writers) writer.write();
    await allConfirmed(writers);
  }
}
