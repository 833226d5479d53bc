import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openSearchStore, type SearchStore, type StoredText } from '../storage/search-store.ts';
import { parseQuery } from './parse-query.ts';
import { idOf } from './test-search.ts';
import { createWordIndex, type WordIndex } from './word-index.ts';
import { fillWords } from './words-in-memory.ts';

const stores: SearchStore[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) {
    await store.remove([...(await store.marks()).keys()]);
    store.close();
  }
});

async function openStore(): Promise<SearchStore> {
  const store = await openSearchStore();
  stores.push(store);
  return store;
}

const textOf = (seed: number, text: string, readAt = 1): StoredText => ({
  id: idOf(seed),
  stamp: '',
  readAt,
  title: '',
  blocks: [{ id: 'block', text, language: 'fr', links: [] }],
  linkedIds: [],
});

const find = (index: WordIndex, question: string) =>
  index
    .find(parseQuery(`${question} `), { weigh: () => 1, withTypos: false })
    .map(({ id }) => id)
    .toSorted();

const many = Array.from({ length: 120 }, (_, seed) => seed + 1);
const listed = many.map((seed) => ({ id: idOf(seed), changedAt: seed }));

async function filledFrom(store: SearchStore) {
  const words = fillWords(store, listed, () => undefined);
  await words.filled;
  return words;
}

/** The same database, with a count of the texts that are read from it. */
function counted(store: SearchStore) {
  let textsRead = 0;
  const texts: SearchStore['texts'] = (ids) => {
    textsRead += ids.length;
    return store.texts(ids);
  };
  return { store: { ...store, texts }, textsRead: () => textsRead };
}

describe('the words in memory', () => {
  it('[Q5] an index after any changes finds what one made anew finds', () => {
    const words = ['réunion', 'réunions', 'budget', 'travail', 'travaux', 'école', 'loi'];
    const change = fc.record({
      seed: fc.integer({ min: 1, max: 6 }),
      text: fc.option(fc.array(fc.constantFrom(...words), { maxLength: 6 })),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const changed = createWordIndex();
        const last = new Map<number, string>();
        for (const { seed, text } of changes) {
          if (text === null) {
            changed.remove(idOf(seed));
            last.delete(seed);
          } else {
            changed.put(textOf(seed, text.join(' ')));
            last.set(seed, text.join(' '));
          }
        }
        const anew = createWordIndex();
        for (const [seed, text] of last) anew.put(textOf(seed, text));
        for (const word of words) expect(find(changed, word)).toEqual(find(anew, word));
      }),
    );
  });

  it('[Q5] a kept index is taken up again, with what changed since, and without reading the rest', async () => {
    const store = await openStore();
    for (const seed of many) await store.put(textOf(seed, `mot${seed} commun`));
    await (await filledFrom(store)).keep();
    await store.put(textOf(7, 'autre chose', 2));
    const { store: watched, textsRead } = counted(store);
    const { index } = await filledFrom(watched);
    expect(textsRead()).toBe(1);
    expect([find(index, 'mot7'), find(index, 'autre'), find(index, 'commun').length]).toEqual([[], [idOf(7)], 119]);
  });

  it('[Q9] a kept index that is damaged, or of another form, is made again', async () => {
    const store = await openStore();
    for (const seed of many) await store.put(textOf(seed, `mot${seed} commun`));
    const readTimes = new Map(many.map((seed) => [idOf(seed), 1]));
    const empty = createWordIndex().toSnapshot();
    const spoilt = [{ index: '{"', termsByLanguage: new Map() }, { index: '{}', termsByLanguage: new Map() }, empty, 7];
    for (const snapshot of [7, { words: empty }, ...spoilt.map((words) => ({ words, readTimes }))]) {
      await store.putSnapshot(snapshot, new Map());
      expect(find((await filledFrom(store)).index, 'commun')).toHaveLength(120);
    }
  });

  it('[Q6] a document that is deleted while the index is kept is not kept with it', async () => {
    const store = await openStore();
    for (const seed of many) await store.put(textOf(seed, `mot${seed} commun`));
    const words = await filledFrom(store);
    const keeping = store.remove([idOf(7)]).then(words.keep);
    await keeping;
    expect(await store.snapshot()).toBeUndefined();
    await words.changed([idOf(7)]);
    await words.keep();
    expect(await store.snapshot()).toBeUndefined();
    expect(find(words.index, 'mot7')).toEqual([]);
  });

  it('[Q6] neither keeps nor takes up an index with the words of a document that was deleted', async () => {
    const store = await openStore();
    for (const seed of many) await store.put(textOf(seed, `mot${seed} commun`));
    const words = await filledFrom(store);
    await store.remove([idOf(7)]);
    await words.changed([idOf(7)]);
    await words.keep();
    expect(await store.snapshot()).toBeUndefined();

    const withIt = createWordIndex();
    for (const seed of many) withIt.put(textOf(seed, `mot${seed} commun`));
    const readTimes = new Map(many.map((seed) => [idOf(seed), 1]));
    await store.putSnapshot({ words: withIt.toSnapshot(), readTimes }, new Map());
    expect(find((await filledFrom(store)).index, 'mot7')).toEqual([]);
  });
});
