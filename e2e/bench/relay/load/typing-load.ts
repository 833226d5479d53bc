import { type Crew, gatherCrew } from './crew.ts';
import type { CpuShares } from './meter.ts';
import { readDocument } from './reader.ts';
import { lineLength, type TypedDocument, textName, typeDocument } from './typed-updates.ts';
import { listenOnly, type Stretch, typeFlatOut, typeSteadily } from './typing.ts';
import type { Target } from './wire.ts';

export interface TypingOptions {
  readonly target: Target;
  readonly rooms: number;
  readonly people: number;
  /** Prepared for each person before anything is timed. */
  readonly letters: number;
  /** Letters under way in a room, when everybody types as fast as the server delivers. */
  readonly inFlight: number;
  /** In all, when everybody types steadily; nobody does when it is 0. */
  readonly perSecond: number;
  readonly warmUpMs: number;
  readonly ms: number;
  /** Whether the server keeps documents, so that a newcomer can be asked whether every letter is there. */
  readonly keepsDocuments: boolean;
}

export interface TypingFigures {
  readonly flatOut: StretchFigures;
  readonly steady: (StretchFigures & { readonly p50Ms: number; readonly p99Ms: number }) | undefined;
}

export interface StretchFigures extends CpuShares {
  readonly deliveriesPerSecond: number;
  readonly serverCpuUsPerDelivery: number;
}

export type CeilingOptions = Omit<TypingOptions, 'perSecond' | 'keepsDocuments'> & { readonly isStream: boolean };

const documents = new Map<string, TypedDocument>();

/** People in rooms type, first steadily, then as fast as the server delivers. */
export async function loadTyping(options: TypingOptions): Promise<TypingFigures> {
  const { target, rooms, people, letters, inFlight, perSecond, warmUpMs, ms } = options;
  const crew = await gatherCrew(target, rooms, typedOnce(people, letters));
  try {
    // Both measured stretches see warm code.
    await typeFlatOut(target, crew, inFlight, warmUpMs, 1);
    const steady = perSecond > 0 ? await typeSteadily(target, crew, perSecond, warmUpMs / 2, ms) : undefined;
    const flatOut = await typeFlatOut(target, crew, inFlight, warmUpMs / 2, ms);
    if (options.keepsDocuments) await nothingIsMissing(target, crew);
    return {
      flatOut: figuresOf(flatOut),
      steady: steady && {
        ...figuresOf(steady),
        p50Ms: steady.latencies.quantile(0.5),
        p99Ms: steady.latencies.quantile(0.99),
      },
    };
  } finally {
    crew.close();
  }
}

/** How much the load generator itself can take, from a server that only sends. */
export async function loadCeiling(options: CeilingOptions): Promise<StretchFigures> {
  const { target, rooms, people, letters, inFlight, warmUpMs, ms, isStream } = options;
  const crew = await gatherCrew(target, rooms, typedOnce(people, isStream ? 1 : letters));
  try {
    return figuresOf(
      isStream ? await listenOnly(target, crew, warmUpMs, ms) : await typeFlatOut(target, crew, inFlight, warmUpMs, ms),
    );
  } finally {
    crew.close();
  }
}

function typedOnce(people: number, letters: number): TypedDocument {
  const known = `${people} ${letters}`;
  const document = documents.get(known) ?? typeDocument(people, letters);
  documents.set(known, document);
  return document;
}

const figuresOf = ({ deliveries, ms, serverCpuMs, shares }: Stretch): StretchFigures => ({
  ...shares,
  deliveriesPerSecond: (deliveries / ms) * 1_000,
  serverCpuUsPerDelivery: (serverCpuMs / deliveries) * 1_000,
});

/** Not timed: a real document of a newcomer holds every letter, and nothing in it waits for something else. */
async function nothingIsMissing(target: Target, { rooms }: Crew): Promise<void> {
  const room = rooms[0];
  if (room === undefined) return;
  const length = room.typed + room.people.length * lineLength;
  const read = await readDocument(target, room.name, (doc) => doc.getText(textName).length === length);
  if (!read.isComplete) throw new Error('The server did not give a newcomer every letter');
  if (read.doc.store.pendingStructs !== null) throw new Error('The server gave a newcomer letters with a gap');
}
