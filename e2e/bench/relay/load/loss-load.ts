import { readDocument } from './reader.ts';
import { restSteady, steadyCrew } from './steady-load.ts';
import type { Target } from './wire.ts';

/** What a server that was killed and started again still has of what people typed. */
export interface LossFigures {
  /** Letters that had reached somebody else, and how many of these nobody can read any more. */
  readonly seen: number;
  readonly seenLost: number;
  /** The same of letters that the server had said to be on its disk. */
  readonly acknowledged: number;
  readonly acknowledgedLost: number;
}

// A server may answer first and read its disk afterwards.
const patience = { quietMs: 2_500, deadlineMs: 30_000 };

/** Asks the server, on behalf of a newcomer in each room, for what the steady crew typed before it was killed. */
export async function countLost({ target }: { readonly target: Target }): Promise<LossFigures> {
  await restSteady({ afterMs: 0 });
  const figures = { seen: 0, seenLost: 0, acknowledged: 0, acknowledgedLost: 0 };
  const { rooms } = steadyCrew();
  const reads = await Promise.all(rooms.map(({ name }) => readDocument(target, name, () => true, patience)));
  for (const [index, room] of rooms.entries()) {
    const stored = reads[index]?.doc.store.clients;
    for (const { clientId, seen, acknowledged } of room.people) {
      const last = stored?.get(clientId)?.at(-1);
      const storedLetters = last === undefined ? 0 : last.id.clock + last.length;
      figures.seen += seen;
      figures.seenLost += Math.max(0, seen - storedLetters);
      figures.acknowledged += acknowledged;
      figures.acknowledgedLost += Math.max(0, acknowledged - storedLetters);
    }
  }
  return figures;
}
