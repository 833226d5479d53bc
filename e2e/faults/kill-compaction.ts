import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import { type AckingClient, createAckingClient } from '../support/acking-client.ts';
import { newDocumentId } from '../support/new-document-id.ts';
import { createRandom, type Random } from '../support/random.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { waitUntil } from '../support/wait-until.ts';

// The relay looks for rooms to compact every so long after its start.
const lookEveryMs = 5_000;
const changes = 16_000;
const changesPerTurn = 500;
const sentence = 'Words that make the document longer, until it is due. ';
const retentionDays = ['0', '7'];

export interface CompactionKillOptions {
  readonly seed: number;
  readonly kills: number;
}

/**
 * Kills the relay with SIGKILL at random moments around the compaction of a long document of which a quarter was deleted,
 * keeping what it replaces and not. A newcomer must find the same document after the kill, and again when the next
 * life has compacted it. Resolves to one line that says how many kills came before the new base was in place.
 */
export async function killCompactions({ seed, kills }: CompactionKillOptions): Promise<string> {
  const random = createRandom(seed);
  const done = { kills: 0, beforeTheEnd: 0 };
  let longestMs = 1_000;
  for (; done.kills < kills; done.kills += 1) {
    const environment = { LOG_LEVEL: 'debug', RETENTION_DAYS: random.pick(retentionDays) };
    const relay = await startRelay({ environment });
    const startedAt = performance.now();
    const room = newDocumentId();
    const writer = createAckingClient({ syncUrl: relay.syncUrl, room });
    writer.connect();
    try {
      await writeMuch(writer, random);
      const untilLookMs = lookEveryMs - ((performance.now() - startedAt) % lookEveryMs);
      await delay(untilLookMs + random.below(longestMs));
      await relay.kill();
      if (compactionMsIn(relay) === undefined) done.beforeTheEnd += 1;
      await checkNextLife(relay, room, writer.doc);
      longestMs = Math.max(longestMs, compactionMsIn(relay) ?? 0);
    } finally {
      writer.close();
      await relay.close();
    }
  }
  return `Nothing was lost: ${JSON.stringify(done)}`;
}

const textOf = (doc: Y.Doc): Y.Text => doc.getText('content');

/** Words here and there, a quarter of them deleted again; in turns, each acknowledged. */
async function writeMuch(writer: AckingClient, random: Random): Promise<void> {
  await waitUntil('the writer is there', () => writer.isSynced);
  const text = textOf(writer.doc);
  for (let count = 0; count < changes; count += 1) {
    const at = random.below(text.length + 1);
    if (count % 2 === 0) text.insert(at, sentence.repeat(4));
    else text.delete(Math.max(0, at - sentence.length), Math.min(sentence.length, at));
    if (count % changesPerTurn === 0) await waitUntil('it is confirmed', () => writer.confirmed === writer.written);
  }
  await waitUntil('all is confirmed', () => writer.confirmed === writer.written);
  writer.drop();
}

/** What the relay gives is what was written, before and after it was compacted. */
async function checkNextLife(relay: Relay, room: string, doc: Y.Doc): Promise<void> {
  const isDone = compactionMsIn(relay) !== undefined;
  await relay.restart();
  await checkRoom(relay, room, doc);
  if (isDone) return;
  await waitUntil('the document is compacted', () => compactionMsIn(relay) !== undefined);
  await checkRoom(relay, room, doc);
}

async function checkRoom(relay: Relay, room: string, doc: Y.Doc): Promise<void> {
  const newcomer = createAckingClient({ syncUrl: relay.syncUrl, room });
  newcomer.connect();
  try {
    await waitUntil('a newcomer has the document', () => newcomer.isSynced || newcomer.closeCode !== undefined);
    assert.equal(textOf(newcomer.doc).toString(), textOf(doc).toString());
    assert.deepEqual(Y.encodeStateVector(newcomer.doc), Y.encodeStateVector(doc));
  } finally {
    newcomer.close();
  }
}

/** How long the compaction took that the running relay has done; undefined when it has done none. */
function compactionMsIn({ output }: Relay): number | undefined {
  const line = output.stdout.split('\n').find((text) => text.includes('room-compacted') && text.includes('reencoded'));
  return line === undefined ? undefined : Number(/"ms":([\d.]+)/.exec(line)?.[1]);
}
