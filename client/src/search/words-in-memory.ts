import type { DocumentId } from '@ecritoire/shared';
import type { SearchStore } from '../storage/search-store.ts';
import type { ListedDocument } from './gatherer.ts';
import { createWordIndex, type WordIndex } from './word-index.ts';

/** The word index of one window, filled from the search database and kept in step with it. */
export interface WordsInMemory {
  readonly index: WordIndex;
  /** Resolves when every listed text that has been read is in the index. */
  readonly filled: Promise<void>;
  /** The words of these documents are others now. */
  changed(ids: readonly DocumentId[]): Promise<void>;
}

/** So many texts at a time: questions are answered in between, by what is there. */
const textsAtOnce = 25;

/** Begins to fill an index, the documents changed last first. `progressed` is called after each portion. */
export function fillWords(
  store: SearchStore,
  listed: readonly ListedDocument[],
  progressed: () => void,
): WordsInMemory {
  const index = createWordIndex();

  /** One after the other: an older text must not come after a newer one. */
  let taken = Promise.resolve();
  function take(ids: readonly DocumentId[]): Promise<void> {
    taken = taken.then(() => takeNow(ids));
    return taken;
  }

  async function takeNow(ids: readonly DocumentId[]): Promise<void> {
    const texts = await store.texts(ids);
    for (const [at, text] of texts.entries()) {
      const id = ids[at];
      if (text !== undefined) index.put(text);
      else if (id !== undefined) index.remove(id);
    }
  }

  async function fill(): Promise<void> {
    const ids = listed.toSorted((a, b) => b.changedAt - a.changedAt).map(({ id }) => id);
    for (let from = 0; from < ids.length; from += textsAtOnce) {
      // What was changed meanwhile is in it already.
      await take(ids.slice(from, from + textsAtOnce).filter((id) => !index.has(id)));
      progressed();
    }
  }

  return { index, filled: fill(), changed: take };
}
