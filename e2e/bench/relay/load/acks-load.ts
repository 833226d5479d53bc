import { setTimeout as delay } from 'node:timers/promises';
import { newDocumentId } from '../../../support/new-document-id.ts';
import { waitUntil } from '../../../support/wait-until.ts';
import { createLatencies, type Latencies } from './latencies.ts';
import { type CpuShares, cpuMeter } from './meter.ts';
import { createPeer } from './peer.ts';
import { createPump } from './pump.ts';
import { type Typist, typeDocument } from './typed-updates.ts';
import { createWire, frameRun, type Target } from './wire.ts';

export interface AcksOptions {
  readonly target: Target;
  /** Each in a room of their own, so that nothing but storing is measured. */
  readonly writers: number;
  readonly letters: number;
  /** Letters that one writer has under way when all write as fast as they are acknowledged. */
  readonly inFlight: number;
  /** In all, one pace after the other. */
  readonly paces: readonly number[];
  readonly ms: number;
}

export interface AckFigures extends CpuShares {
  readonly ackedPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface AcksFigures {
  readonly flatOut: AckFigures;
  readonly paced: readonly AckFigures[];
}

/** Somebody who is told what is stored. */
interface Writer {
  readonly unacknowledged: number;
  write(letters: number): void;
  close(): void;
}

interface Hub {
  acknowledged: number;
  latencies: Latencies;
  onAck: () => void;
}

/** How fast and how soon the server says that letters are on its disk. */
export async function loadAcks(options: AcksOptions): Promise<AcksFigures> {
  const { target, inFlight, paces, ms } = options;
  const hub: Hub = { acknowledged: 0, latencies: createLatencies(), onAck: () => undefined };
  const [typist] = typeDocument(1, options.letters).typists;
  if (typist === undefined) throw new RangeError('Nobody types');
  const writers = await Promise.all(Array.from({ length: options.writers }, () => createWriter(target, typist, hub)));
  const settled = () => waitUntil('all is acknowledged', () => writers.every((writer) => writer.unacknowledged === 0));
  const measure = () => measureAcks(target, hub, ms);
  try {
    const paced: AckFigures[] = [];
    for (const perSecond of paces) {
      const stopped = new AbortController();
      const writing = keepWriting(writers, perSecond, stopped.signal);
      await delay(ms / 2);
      paced.push(await measure());
      stopped.abort();
      await writing;
      await settled();
    }
    const pump = createPump(() => {
      for (const writer of writers) writer.write(inFlight - writer.unacknowledged);
    });
    hub.onAck = pump.plan;
    pump.plan();
    const flatOut = await Promise.race([delay(ms / 2).then(measure), pump.failed]);
    hub.onAck = () => undefined;
    await settled();
    return { flatOut, paced };
  } finally {
    for (const writer of writers) writer.close();
  }
}

async function createWriter(target: Target, typist: Typist, hub: Hub): Promise<Writer> {
  const wire = createWire(target, newDocumentId());
  const frames = frameRun(wire, typist.updates);
  const writtenAtMs = new Float64Array(frames.count);
  let written = 0;
  let acknowledged = 0;
  const peer = createPeer({
    target,
    wire,
    hasExtension: true,
    onAck(n) {
      // The first frame that counts is the answer to the server's SyncStep1.
      const letters = n - 1;
      const now = performance.now();
      for (let letter = acknowledged; letter < letters; letter += 1)
        hub.latencies.add(now - (writtenAtMs[letter] ?? 0));
      hub.acknowledged += letters - acknowledged;
      acknowledged = letters;
      hub.onAck();
    },
  });
  await peer.joined;
  return {
    get unacknowledged() {
      return written - acknowledged;
    },
    write(letters) {
      if (letters === 0) return;
      const end = written + letters;
      if (end > frames.count) throw new RangeError(`Only ${frames.count} letters were prepared for each writer`);
      writtenAtMs.fill(performance.now(), written, end);
      peer.write(frames.between(written, end));
      written = end;
    },
    close: peer.close,
  };
}

async function keepWriting(writers: readonly Writer[], perSecond: number, stopped: AbortSignal): Promise<void> {
  const startedAtMs = performance.now();
  for (let written = 0; !stopped.aborted; ) {
    await delay(1);
    const due = Math.floor(((performance.now() - startedAtMs) * perSecond) / 1_000);
    for (; written < due; written += 1) writers[written % writers.length]?.write(1);
  }
}

async function measureAcks(target: Target, hub: Hub, ms: number): Promise<AckFigures> {
  hub.latencies = createLatencies();
  const before = hub.acknowledged;
  const meter = cpuMeter(target);
  await delay(ms);
  const spent = meter();
  return {
    ...spent.shares,
    ackedPerSecond: ((hub.acknowledged - before) / spent.ms) * 1_000,
    p50Ms: hub.latencies.quantile(0.5),
    p99Ms: hub.latencies.quantile(0.99),
  };
}
