import { setTimeout as delay } from 'node:timers/promises';
import { type Crew, gatherCrew } from './crew.ts';
import { createLatencies, type Latencies } from './latencies.ts';
import { typeDocument } from './typed-updates.ts';
import { keepTyping } from './typing.ts';
import type { Target } from './wire.ts';

// People who type steadily while something else happens to the server; one crew at a time.

export interface SteadyOptions {
  readonly target: Target;
  readonly rooms: number;
  readonly people: number;
  readonly letters: number;
  /** In all. They stay and say nothing when it is 0. */
  readonly perSecond: number;
  readonly hasExtension: boolean;
}

export interface SteadyFigures {
  readonly deliveries: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

interface Steady {
  readonly crew: Crew;
  latencies: Latencies;
  /** Nobody types any more. */
  stop(): Promise<void>;
}

let steady: Steady | undefined;

/** They have joined and type from now on, until `endSteady`. */
export async function beginSteady(options: SteadyOptions): Promise<void> {
  const { target, rooms, people, letters, perSecond, hasExtension } = options;
  const crew = await gatherCrew(target, rooms, typeDocument(people, letters), hasExtension);
  const stopped = new AbortController();
  const typing = perSecond > 0 ? keepTyping(crew, perSecond, stopped.signal) : Promise.resolve();
  const begun: Steady = {
    crew,
    latencies: createLatencies(),
    async stop() {
      stopped.abort();
      await typing;
    },
  };
  crew.watch((typedAtMs) => begun.latencies.add(performance.now() - typedAtMs));
  steady = begun;
}

/** What arrived since the last mark. */
export async function markSteady(_: object): Promise<SteadyFigures> {
  const marked = running();
  const { latencies } = marked;
  marked.latencies = createLatencies();
  return {
    deliveries: latencies.count,
    p50Ms: latencies.quantile(0.5),
    p99Ms: latencies.quantile(0.99),
    maxMs: latencies.max(),
  };
}

/** Nobody types any more after that time; who was there stays. */
export async function restSteady({ afterMs }: { readonly afterMs: number }): Promise<void> {
  await delay(afterMs);
  await running().stop();
}

export async function endSteady(_: object): Promise<void> {
  const { crew, stop } = running();
  await stop();
  crew.close();
  steady = undefined;
}

export const steadyCrew = (): Crew => running().crew;

function running(): Steady {
  if (steady === undefined) throw new Error('Nobody types');
  return steady;
}
