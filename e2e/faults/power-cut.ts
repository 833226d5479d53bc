import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { newDocumentId } from '../support/new-document-id.ts';
import { createRandom, type Random } from '../support/random.ts';
import { allConfirmed, createTokenWriter, keepWriting, type TokenWriter } from '../support/token-writer.ts';
import { waitUntil } from '../support/wait-until.ts';
import { complaintAbout, type ExpectedRoom } from './left-folder.ts';
import { type Recording, record } from './recording.ts';
import { createUnpoweredDisk, type Survival, survivals } from './unpowered-disk.ts';

const roomCount = 3;
const tokensPerSecond = 1_000;

/** The environment of a relay that acknowledges before the flush: the harness must notice. */
export const notDurable: Readonly<Record<string, string>> = {
  NODE_OPTIONS: `--import=${new URL('./not-durable.ts', import.meta.url).href}`,
};

export interface PowerCutOptions {
  readonly seed: number;
  /** How many moments; at each one, one way of losing what was not flushed, in turn. */
  readonly points: number;
  readonly recordMs: number;
  /** For a relay that is broken on purpose. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface PowerCutReport {
  readonly points: number;
  readonly commits: number;
  readonly checkpoints: number;
  readonly acknowledgedTokens: number;
  /** One sentence per cut after which something was not as promised. */
  readonly failures: readonly string[];
}

/**
 * Records what a relay writes and acknowledges under load, from its first start on, and replays it up to random
 * moments: the folder that a power cut could have left there must open, be sound, hold everything acknowledged before
 * the cut, and take new writes.
 */
export async function cutPower(options: PowerCutOptions): Promise<PowerCutReport> {
  const random = createRandom(options.seed);
  const session = await recordSession(options);
  const cuts = chooseCuts(session.recording, options.points, random);
  const disk = createUnpoweredDisk(session.recording.initial);
  const acknowledged: number[] = [];
  const failures: string[] = [];
  let next = 0;
  for (const { place, survival } of cuts) {
    for (; next < place; next += 1) {
      const event = session.recording.events[next];
      if (event === undefined) break;
      disk.apply(event);
      if (event.type === 'acknowledged') acknowledged[event.connection] = event.frames;
    }
    const left = disk.afterPowerCut(survival, random);
    const failure = await complaintAbout(left, expectedIn(session.writers, acknowledged));
    if (failure !== undefined) failures.push(`cut at event ${place}, ${survival} unflushed kept: ${failure}`);
  }
  return { points: cuts.length, ...countsOf(session), failures };
}

interface Session {
  readonly recording: Recording;
  /** In the order in which they connected. */
  readonly writers: readonly TokenWriter[];
}

async function recordSession(options: PowerCutOptions): Promise<Session> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ecritoire-power-cut-'));
  const writers: TokenWriter[] = [];
  try {
    const recording = await record({ dataDir, environment: options.environment ?? {} }, async (relay) => {
      await sitDownInTurn(relay.syncUrl, writers);
      const stopWriting = keepWriting(writers, tokensPerSecond);
      await delay(options.recordMs).finally(stopWriting);
      await allConfirmed(writers);
    });
    return { recording, writers };
  } finally {
    for (const { client } of writers) client.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** One after the other, so that the trace has their connections in the same order. */
async function sitDownInTurn(syncUrl: string, writers: TokenWriter[]): Promise<void> {
  for (let place = 0; place < roomCount; place += 1) {
    const writer = createTokenWriter(syncUrl, newDocumentId(), String(place));
    writers.push(writer);
    await waitUntil('the writer is there', () => writer.client.isSynced);
  }
}

// The answer to the relay's SyncStep1, sent before the first token.
const framesBeforeTokens = 1;

const expectedIn = (writers: readonly TokenWriter[], acknowledgedFrames: readonly number[]): ExpectedRoom[] =>
  writers.map(({ room, written }, connection) => {
    const frames = acknowledgedFrames[connection] ?? 0;
    return { room, must: written.slice(0, Math.max(0, frames - framesBeforeTokens)), may: written };
  });

function countsOf({ recording, writers }: Session) {
  const confirmed = writers.reduce((sum, { client }) => sum + client.confirmed, 0);
  const seen = new Map(
    recording.events.flatMap((event) => (event.type === 'acknowledged' ? [[event.connection, event.frames]] : [])),
  );
  const traced = [...seen.values()].reduce((sum, frames) => sum + frames - framesBeforeTokens, 0);
  if (traced !== confirmed) throw new Error(`The trace has ${traced} acknowledged tokens, the writers ${confirmed}`);
  const firstAck = recording.events.findIndex(({ type }) => type === 'acknowledged');
  const flushes = recording.events.slice(firstAck).flatMap((event) => (event.type === 'flushed' ? [event.file] : []));
  const checkpoints = flushes.filter((file) => file.endsWith('.sqlite')).length;
  return { acknowledgedTokens: confirmed, commits: flushes.length - checkpoints, checkpoints };
}

/**
 * In order. A third each: anywhere; right after an acknowledgement left, where a relay that flushes too late shows;
 * and in the first start, when files come into being.
 */
function chooseCuts({ events }: Recording, points: number, random: Random): Cut[] {
  const afterAcks = events.flatMap(({ type }, place) => (type === 'acknowledged' ? [place + 1] : []));
  const choose = [
    () => random.below(events.length + 1),
    () => random.pick(afterAcks),
    () => random.below(afterAcks[0] ?? 0),
  ];
  const places = Array.from({ length: points }, (_, point) => choose[point % choose.length]?.() ?? 0);
  return places
    .sort((one, other) => one - other)
    .map((place, point) => ({ place, survival: survivals[point % survivals.length] ?? 'nothing' }));
}

interface Cut {
  readonly place: number;
  readonly survival: Survival;
}
