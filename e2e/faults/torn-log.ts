import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '../support/random.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { allConfirmed, auditTokens, readTokens } from '../support/token-writer.ts';
import { checkTakesWrites, layOut } from './left-folder.ts';
import type { OldFolder } from './old-folder.ts';
import type { FolderContent } from './recording.ts';

/**
 * Cuts the write-ahead log that a killed relay left, at every boundary of its frames and some bytes around it, or at
 * so many of these places. Throws unless the relay opens each, has what was in the database file, of the rest exactly
 * the beginning, more the later the cut, and takes writes. Resolves to the number of cuts.
 */
export async function tearLog(old: OldFolder, random: Random, cutCount: number): Promise<number> {
  const [path, log] = [...old.killed].find(([name]) => name.endsWith('-wal')) ?? [];
  assert.ok(path !== undefined && log !== undefined && log.length > 0, 'the killed relay left no write-ahead log');
  const lengths = choose(cutLengths(log, random), cutCount, random);
  let before = old.writers.map(() => old.tokensWhenStopped);
  for (const length of lengths) {
    const torn = new Map(old.killed).set(path, log.subarray(0, length));
    const found = await openAndRead(old, torn);
    assert.ok(
      found.every((count, place) => count >= (before[place] ?? 0)),
      `cut at byte ${length} of the log, ${found} tokens are there, ${before} were after an earlier cut`,
    );
    before = found;
  }
  assert.deepEqual(
    before,
    old.writers.map(({ confirmed }) => confirmed.length),
  );
  return lengths.length;
}

// https://sqlite.org/fileformat2.html#the_write_ahead_log
const headerBytes = 32;
const frameHeaderBytes = 24;
const pageSizeAt = 8;

function cutLengths(log: Buffer, random: Random): number[] {
  const frameBytes = frameHeaderBytes + log.readUInt32BE(pageSizeAt);
  const lengths = new Set([0, 1, headerBytes - 1]);
  for (let boundary = headerBytes; boundary <= log.length; boundary += frameBytes)
    for (const around of [-1, 0, 1, frameHeaderBytes, random.below(frameBytes)]) lengths.add(boundary + around);
  return [...lengths].filter((length) => length <= log.length).sort((one, other) => one - other);
}

/** In order; the empty and the whole log are always among them. */
function choose(lengths: readonly number[], count: number, random: Random): number[] {
  const chosen = new Set(lengths);
  while (chosen.size > Math.max(2, count)) chosen.delete(random.pick([...chosen].slice(1, -1)));
  return [...chosen];
}

/** How many tokens each writer's room has. */
async function openAndRead(old: OldFolder, content: FolderContent): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ecritoire-torn-log-'));
  const dataDir = join(folder, 'data');
  try {
    await layOut(content, dataDir);
    const relay = await startRelay({ dataDir, port: old.port });
    try {
      const counts = old.writers.map(async ({ room, written }) => {
        const found = await readTokens(relay.syncUrl, room);
        assert.deepEqual(
          found,
          written.slice(0, found.length),
          'what is there is not the beginning of what was written',
        );
        return found.length;
      });
      const found = await Promise.all(counts);
      await heal(relay, old);
      return found;
    } finally {
      await relay.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The people come back and bring what the log lost. */
async function heal(relay: Relay, { writers }: OldFolder): Promise<void> {
  for (const { client } of writers) client.connect();
  await allConfirmed(writers);
  for (const { client } of writers) client.drop();
  await Promise.all(
    writers.map(async ({ room, written }) => auditTokens(await readTokens(relay.syncUrl, room), written, written)),
  );
  const [first] = writers;
  if (first !== undefined) await checkTakesWrites(relay, first.room);
}
