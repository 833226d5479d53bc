import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { newDocumentId } from '../support/new-document-id.ts';
import { type Relay, tryStartRelay } from '../support/relay.ts';
import { auditTokens, createTokenWriter, readTokens } from '../support/token-writer.ts';
import type { FolderContent } from './recording.ts';

/** Tokens that a room must hold, and all that it may hold. */
export interface ExpectedRoom {
  readonly room: string;
  readonly must: readonly string[];
  readonly may: readonly string[];
}

/**
 * What is wrong with a data folder as some accident left it, in one sentence: its database is not sound, the relay
 * does not start on it, a room lacks something, has something twice, or takes no new writes.
 */
export async function complaintAbout(
  content: FolderContent,
  rooms: readonly ExpectedRoom[],
): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'ecritoire-left-'));
  const [lookedAt, served] = [join(folder, 'looked-at'), join(folder, 'served')];
  try {
    await layOut(content, lookedAt);
    checkIntegrity(lookedAt, content);
    await layOut(content, served);
    await checkService(served, rooms);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the files into a new folder. */
export async function layOut(content: FolderContent, folder: string): Promise<void> {
  await mkdir(folder);
  for (const [path, bytes] of content) {
    // SQLite's shared memory is not kept over a power cut in any useful way: whoever opens first makes it new.
    if (!path.endsWith('-shm')) await writeFile(join(folder, basename(path)), bytes);
  }
}

function checkIntegrity(folder: string, content: FolderContent): void {
  for (const path of content.keys()) {
    if (!path.endsWith('.sqlite')) continue;
    const database = new DatabaseSync(join(folder, basename(path)));
    try {
      const answer = Object.values(database.prepare('PRAGMA integrity_check').get() ?? {})[0];
      if (answer !== 'ok') throw new Error(`integrity_check says: ${answer}`);
    } finally {
      database.close();
    }
  }
}

async function checkService(dataDir: string, rooms: readonly ExpectedRoom[]): Promise<void> {
  const started = await tryStartRelay({ dataDir });
  if (!started.ok) throw new Error(`the relay does not start: ${started.error.stderr}`);
  const relay = started.value;
  try {
    for (const { room, must, may } of rooms) auditTokens(await readTokens(relay.syncUrl, room), must, may);
    await checkTakesWrites(relay, rooms[0]?.room ?? newDocumentId());
  } finally {
    await relay.close();
  }
}

/** Throws when a newcomer cannot write durably to the room, or the relay takes an unfinished write for damage. */
export async function checkTakesWrites(relay: Relay, room: string): Promise<void> {
  if (/record-damaged|commits-lost/.test(relay.output.stdout)) throw new Error(`false alarm:\n${relay.output.stdout}`);
  const newcomer = createTokenWriter(relay.syncUrl, room, 'newcomer');
  await newcomer.writeDurably().finally(newcomer.client.close);
}
