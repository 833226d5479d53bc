import 'fake-indexeddb/auto';
import { afterAll, describe, expect, it } from 'vitest';
import { openSearchStore, type StoredText } from '../storage/search-store.ts';
import { findDocuments } from './find-documents.ts';
import { guessLanguage } from './guess-language.ts';
import { idOf } from './test-search.ts';
import { createWordIndex } from './word-index.ts';

const store = await openSearchStore();
afterAll(() => store.close());

const nowMs = 1_800_000_000_000;
const dayMs = 86_400_000;

/** A search over documents of one paragraph each; the first is the one changed last. */
async function searchOver(...documents: readonly (string | { title: string; text: string; daysAgo?: number })[]) {
  const index = createWordIndex();
  const listed = documents.map((document, at) => ({
    id: idOf(at + 1),
    changedAt: nowMs - dayMs * (typeof document === 'string' ? at : (document.daysAgo ?? at)),
  }));
  for (const [at, document] of documents.entries()) {
    const { title, text } = typeof document === 'string' ? { title: '', text: document } : document;
    const block = { id: `block${at}`, text, language: guessLanguage(text) ?? 'fr', links: [] };
    const stored: StoredText = { id: idOf(at + 1), stamp: '', readAt: 0, title, blocks: [block], linkedIds: [] };
    index.put(stored);
    await store.put(stored);
  }
  return async (question: string) => {
    const { found, isExact, count } = await findDocuments(question, { index, store, listed, now: nowMs });
    return {
      isExact,
      count,
      numbers: found.map(({ id }) => listed.findIndex((document) => document.id === id)),
      places: found.map(({ passage }) => [passage?.blockId, passage?.offset]),
      passages: found.map(
        ({ passage }) => passage?.parts.map(({ text, isFound }) => (isFound ? `[${text}]` : text)).join('') ?? '',
      ),
    };
  };
}

const french = 'Les réunions du comité sont fixées au jeudi, et le maire signe l’arrêté dans la salle du conseil.';
const english = 'The meetings of the committee are on Thursday, and the mayor signs the policies of the office.';
const german = 'Die Sitzungen des Rates sind am Donnerstag, und der Bürger liest die Gesetze in dem großen Haus.';
const dutch = 'De vergaderingen van het college zijn op donderdag, en de wetten worden door het huis gelezen.';
const danish = 'Møderne i udvalget er om torsdagen, og det er kommunen der har ansvaret for den nye trafik.';
const greek = 'Οι συνεδριάσεις του συμβουλίου είναι την Πέμπτη, και ο δήμαρχος υπογράφει τα έγγραφα στην αίθουσα.';
const all = [french, english, german, dutch, danish, greek];

describe('what a question finds', () => {
  it.each([
    ['reunion', [0]],
    ['réunions', [0]],
    ['REUNION jeud', [0]],
    ['arrete', [0]],
    ["l'arrêté du maire", [0]],
    ['meeting', [1]],
    ['policy', [1]],
    ['sitzung', [2]],
    ['Sitzungen', [2]],
    ['buerger gesetz', [2]],
    ['grosses haus', [2]],
    ['vergadering', [3]],
    ['wet college', [3]],
    ['møde', [4]],
    ['kommuner', [4]],
    ['συνεδρίαση', [5]],
    ['εγγραφο', [5]],
    ['"comité sont fixées"', [0]],
    ['« salle du conseil » maire', [0]],
  ])('[Q1] %j, in any of six languages', async (question, expected) => {
    const found = await (await searchOver(...all))(question);
    expect(found).toMatchObject({ numbers: expected, isExact: true });
  });

  it.each([['"fixées comité"'], ['reunion sitzung'], ['unions'], ['meet the policeman'], ['zzzz'], [''], ['"'], ['…']])(
    '[Q1] %j finds nothing',
    async (question) => {
      expect((await (await searchOver(...all))(question)).numbers).toEqual([]);
    },
  );

  it.each([
    ['reuinon', [0]],
    ['comitté', [0]],
    ['Donerstag', [2]],
    ['vergadreing', [3]],
  ])('[Q1] %j, with a slip of the pen, is said to be similar only', async (question, expected) => {
    expect(await (await searchOver(...all))(question)).toMatchObject({ numbers: expected, isExact: false });
  });

  it('[Q1] endings of one language are not cut from the words of another', async () => {
    const search = await searchOver(
      'Le livre est dans la salle des archives.',
      'On va livrer des tables pour la salle.',
    );
    expect((await search('livre ')).numbers).toEqual([0]);
  });

  it('[Q1] the title counts more than the text, and of two alike the recent one comes first', async () => {
    const search = await searchOver(
      { title: 'Notes', text: 'Un mot du budget de la ville.', daysAgo: 400 },
      { title: 'Notes', text: 'Un mot du budget de la ville.' },
      { title: 'Budget de la ville et de ses quartiers', text: 'Rien encore.', daysAgo: 400 },
    );
    expect((await search('budget')).numbers).toEqual([2, 1, 0]);
  });

  it('[Q7] shows the sentence with most of what was looked for', async () => {
    const search = await searchOver('Le budget. Un comité se réunit. Le comité vote le budget demain. Fin.');
    expect((await search('budget comité')).passages).toEqual(['Le [comité] vote le [budget] demain.']);
  });

  it('[Q7] a long sentence is shown around the words, and no word is cut', async () => {
    const search = await searchOver(`${'mot '.repeat(100)}budget ${'mot '.repeat(100)}`);
    const [passage = ''] = (await search('budget')).passages;
    expect(passage).toContain('[budget]');
    expect(passage.length).toBeLessThan(220);
    expect(
      passage
        .replaceAll(/[…[\]]/gu, '')
        .trim()
        .split(' ')
        .every((word) => ['mot', 'budget'].includes(word)),
    ).toBe(true);
  });

  it('[Q4] a flood of documents and words is bounded', async () => {
    const search = await searchOver(...Array.from({ length: 60 }, (_, at) => `budget ${at} ${'x'.repeat(5_000)}`));
    const { numbers, count } = await search('budget');
    expect([numbers.length, count]).toEqual([30, 60]);
    expect((await search(`${'mot '.repeat(5_000)}`)).numbers).toEqual([]);
  });
});

describe('the place that a result opens at', () => {
  it('[Q7] is the first of the words in the sentence that is shown, in characters of its block', async () => {
    const text = 'Le comité ouvre. L’été, le budget de la commune est voté par le comité.';
    const search = await searchOver('Une autre page.', text);
    const { places, passages } = await search('comité budget');
    expect(passages).toEqual(['L’été, le [budget] de la commune est voté par le [comité].']);
    expect(places).toEqual([['block1', text.indexOf('budget')]]);
    expect((await search('comité')).places).toEqual([['block1', text.indexOf('comité')]]);
  });

  it('[Q7] is the place in the whole block where a long sentence is cut', async () => {
    const text = `${'mot après mot '.repeat(40)}puis la subvention ${'et encore '.repeat(40)}`;
    const search = await searchOver(text);
    expect((await search('subvention')).places).toEqual([['block0', text.indexOf('subvention')]]);
  });
});
