import { type DocumentId, isDocumentId } from '@ecritoire/shared';
import type { SearchStore, TextMark } from '../storage/search-store.ts';
import type { ListedDocument } from './gatherer.ts';
import { createWordIndex, type WordIndex, type WordSnapshot } from './word-index.ts';

/** The word index of one window, filled from the search database and kept in step with it. */
export interface WordsInMemory {
  readonly index: WordIndex;
  /** Resolves when every listed text that has been read is in the index. */
  readonly filled: Promise<void>;
  /** The words of these documents are others now. */
  changed(ids: readonly DocumentId[]): Promise<void>;
  /** Keeps the index itself, if that is worth it: the next window that is asked has it ten times sooner. */
  keep(): Promise<void>;
}

/** So many texts at a time: questions are answered in between, by what is there. */
const textsAtOnce = 25;
/** With fewer texts than these an index is filled in no time; of more changed ones it is worth keeping again. */
const textsWorthKeeping = 100;

/** Which text of each document an index has: when it was read. */
type ReadTimes = ReadonlyMap<DocumentId, number>;

/** Begins to fill an index, the documents changed last first. `progressed` is called after each portion. */
export function fillWords(
  store: SearchStore,
  listed: readonly ListedDocument[],
  progressed: () => void,
): WordsInMemory {
  let index = createWordIndex();
  const readTimes = new Map<DocumentId, number>();
  let textsTaken = 0;
  /** An index in which a document was forgotten still has its words somewhere: it is never kept. */
  let hasForgotten = false;

  /** One after the other: an older text must not come after a newer one. */
  let taken = restore();
  function take(ids: readonly DocumentId[]): Promise<void> {
    taken = taken.then(() => takeNow(ids));
    return taken;
  }

  async function restore(): Promise<void> {
    const [stored, marks] = await Promise.all([store.snapshot(), store.marks()]);
    const kept = readSnapshot(stored, marks);
    if (kept === undefined) return;
    index = kept.index;
    for (const [id, readAt] of kept.readTimes) readTimes.set(id, readAt);
    progressed();
  }

  async function takeNow(ids: readonly DocumentId[]): Promise<void> {
    const texts = await store.texts(ids);
    for (const [at, text] of texts.entries()) {
      const id = ids[at];
      if (text !== undefined) {
        if (readTimes.get(text.id) === text.readAt) continue;
        index.put(text);
        readTimes.set(text.id, text.readAt);
        textsTaken += 1;
      } else if (id !== undefined && index.has(id)) {
        index.remove(id);
        readTimes.delete(id);
        hasForgotten = true;
      }
    }
  }

  async function fill(): Promise<void> {
    const ids = listed.toSorted((a, b) => b.changedAt - a.changedAt).map(({ id }) => id);
    await taken;
    const [missing, marks] = [ids.filter((id) => !readTimes.has(id)), await store.marks()];
    const outdated = ids.filter((id) => readTimes.has(id) && readTimes.get(id) !== marks.get(id)?.readAt);
    const due = [...outdated, ...missing];
    for (let from = 0; from < due.length; from += textsAtOnce) {
      await take(due.slice(from, from + textsAtOnce));
      progressed();
    }
  }

  return {
    get index() {
      return index;
    },
    filled: fill(),
    changed: take,
    async keep() {
      if (hasForgotten || textsTaken < textsWorthKeeping) return;
      textsTaken = 0;
      await store.putSnapshot({ words: index.toSnapshot(), readTimes: new Map(readTimes) }, readTimes);
    },
  };
}

/** The index that was kept; `undefined` when there is none, it is damaged, or it has words that were forgotten since. */
function readSnapshot(
  stored: unknown,
  marks: ReadonlyMap<DocumentId, TextMark>,
): { readonly index: WordIndex; readonly readTimes: ReadTimes } | undefined {
  if (!isSnapshot(stored)) return undefined;
  const readTimes = [...stored.readTimes].filter(
    (entry): entry is [DocumentId, number] => isDocumentId(entry[0]) && typeof entry[1] === 'number',
  );
  if (readTimes.length < stored.readTimes.size || readTimes.some(([id]) => !marks.has(id))) return undefined;
  try {
    const index = createWordIndex(stored.words);
    return readTimes.every(([id]) => index.has(id)) ? { index, readTimes: new Map(readTimes) } : undefined;
  } catch (error) {
    console.warn('The kept index of words is damaged, and is made again', error);
    return undefined;
  }
}

function isSnapshot(
  stored: unknown,
): stored is { readonly words: WordSnapshot; readonly readTimes: ReadonlyMap<string, unknown> } {
  if (typeof stored !== 'object' || stored === null || !('words' in stored) || !('readTimes' in stored)) return false;
  const { words, readTimes } = stored;
  if (typeof words !== 'object' || words === null || !('index' in words) || !('termsByLanguage' in words)) return false;
  return typeof words.index === 'string' && words.termsByLanguage instanceof Map && readTimes instanceof Map;
}
