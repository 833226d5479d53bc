import { setTimeout as delay } from 'node:timers/promises';
import type { Crew } from './crew.ts';
import { createLatencies, type Latencies } from './latencies.ts';
import { cpuMeter, type Spent } from './meter.ts';
import { createPump } from './pump.ts';
import type { Room } from './room.ts';
import type { Target } from './wire.ts';

/** What one stretch of time brought. */
export interface Stretch extends Spent {
  readonly deliveries: number;
}

/**
 * Everybody types as fast as the server delivers: in each room never more than `inFlight` letters are under way,
 * counted by the slowest reader on average, so that no server drowns in its own queue.
 */
export async function typeFlatOut(
  target: Target,
  crew: Crew,
  inFlight: number,
  warmUpMs: number,
  ms: number,
): Promise<Stretch> {
  const pump = createPump(() => {
    for (const room of crew.takeStirred()) topUp(room, inFlight);
  });
  crew.takeStirred();
  crew.whenStirred(pump.plan);
  for (const room of crew.rooms) topUp(room, inFlight);
  const measured = delay(warmUpMs).then(() => measureStretch(target, crew, ms));
  const stretch = await Promise.race([measured, pump.failed]);
  crew.whenStirred(undefined);
  await crew.settled();
  return stretch;
}

function topUp(room: Room, inFlight: number): void {
  const { people } = room;
  const arrived = room.delivered / (people.length - 1);
  const free = Math.floor(inFlight - (room.typed - arrived));
  if (free <= 0) return;
  const share = Math.floor(free / people.length);
  let rest = free - share * people.length;
  const first = room.typed % people.length;
  for (let turn = 0; turn < people.length; turn += 1) {
    const letters = share + (rest > 0 ? 1 : 0);
    if (letters === 0) return;
    people[(first + turn) % people.length]?.type(letters);
    rest -= 1;
  }
}

/** Everybody takes turns, so many letters a second in all, whether the server keeps up or not. */
export async function typeSteadily(
  target: Target,
  crew: Crew,
  perSecond: number,
  warmUpMs: number,
  ms: number,
): Promise<Stretch & { readonly latencies: Latencies }> {
  const stopped = new AbortController();
  const typing = keepTyping(crew, perSecond, stopped.signal);
  await delay(warmUpMs);
  const latencies = createLatencies();
  crew.watch((typedAtMs) => latencies.add(performance.now() - typedAtMs));
  const stretch = await measureStretch(target, crew, ms);
  crew.watch(undefined);
  stopped.abort();
  await typing;
  await crew.settled();
  return { ...stretch, latencies };
}

/** Everybody takes turns until told to stop. */
export async function keepTyping({ people }: Crew, perSecond: number, stopped: AbortSignal): Promise<void> {
  const startedAtMs = performance.now();
  for (let typed = 0; !stopped.aborted; ) {
    await delay(1);
    const due = Math.floor(((performance.now() - startedAtMs) * perSecond) / 1_000);
    for (; typed < due; typed += 1) people[typed % people.length]?.type(1);
  }
}

/** Nobody types: the server sends by itself. */
export async function listenOnly(target: Target, crew: Crew, warmUpMs: number, ms: number): Promise<Stretch> {
  await delay(warmUpMs);
  return measureStretch(target, crew, ms);
}

async function measureStretch(target: Target, crew: Crew, ms: number): Promise<Stretch> {
  const before = crew.delivered();
  const meter = cpuMeter(target);
  await delay(ms);
  return { ...meter(), deliveries: crew.delivered() - before };
}
