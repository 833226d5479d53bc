import * as Y from 'yjs';
import { IdRanges } from './id-ranges.ts';
import { type LostRange, structsIn } from './lost-content.ts';

/** What an undo or a redo means for words that it could not bring back itself. */
interface Outcome {
  readonly missing: readonly LostRange[];
  /** What was missing and is there again, in other items. */
  readonly regained: readonly LostRange[];
}

/**
 * Follows what a person takes back. Whoever splits a block has what follows deleted there and written anew; taking the
 * split back deletes the new words, and cannot bring back the old ones where somebody has replaced the block meanwhile.
 */
export class UndoneSteps {
  /** All that was ever missing. */
  readonly wanted = new IdRanges();
  /** Of each undo that can be redone. */
  readonly #missingByUndo: (readonly LostRange[])[] = [];
  /** Of each redo, and the first unit that it wrote: whoever takes that back wants the words again. */
  readonly #regainedByRedo: { readonly clock: number; readonly ranges: readonly LostRange[] }[] = [];

  /** `namedByOthers`: what they deleted knowing it, and so have in the block that they put in its place. */
  look(transaction: Y.Transaction, namedByOthers: IdRanges): Outcome {
    const { origin, doc } = transaction;
    if (!(origin instanceof Y.UndoManager) || origin.currStackItem === null) return { missing: [], regained: [] };
    const step = origin.currStackItem;
    const again = this.#regainedByRedo.filter(({ clock }) =>
      Y.isDeleted(step.insertions, Y.createID(doc.clientID, clock)),
    );
    const missing = [...findUnrevived(doc, step, namedByOthers), ...again.flatMap(({ ranges }) => ranges)];
    for (const { client, start, end } of missing) this.wanted.add(client, start, end);
    if (!origin.redoing) {
      this.#missingByUndo.push(missing);
      return { missing, regained: [] };
    }
    const regained = this.#missingByUndo.pop() ?? [];
    const clock = transaction.beforeState.get(doc.clientID) ?? 0;
    if (regained.length > 0) this.#regainedByRedo.push({ clock, ranges: regained });
    return { missing, regained };
  }
}

type Step = NonNullable<Y.UndoManager['currStackItem']>;

function findUnrevived(doc: Y.Doc, { deletions, insertions }: Step, namedByOthers: IdRanges): LostRange[] {
  const unrevived: LostRange[] = [];
  for (const [client, deletes] of deletions.clients)
    for (const { clock, len } of deletes)
      for (const struct of structsIn(doc, { client, start: clock, end: clock + len }))
        if (struct instanceof Y.Item && struct.redone === null && !Y.isDeleted(insertions, struct.id)) {
          const start = Math.max(clock, struct.id.clock);
          const end = Math.min(clock + len, struct.id.clock + struct.length);
          for (const gap of namedByOthers.gaps(client, start, end)) unrevived.push({ client, ...gap });
        }
  return unrevived;
}
