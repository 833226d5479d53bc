import { documentIdFromBytes } from '@ecritoire/shared';
import { expect, it } from 'vitest';
import type { LibraryEntry } from '../../library/entries.ts';
import type { SearchResults, SearchState } from '../../search/search.ts';
import { answerQuestion } from './answer-question.ts';
import { stateOfResult } from './state-of-result.ts';

const entry = (seed: number, title: string): LibraryEntry => ({
  id: documentIdFromBytes(new Uint8Array(16).fill(seed)),
  title,
  excerpt: 'First line',
  changedAt: 0,
  openedAt: 0,
  isPinned: false,
  folderId: undefined,
  icon: undefined,
  trashedAt: undefined,
  keptFor: undefined,
});
const entries = [entry(1, 'Réunion du comité'), entry(2, 'Budget')];

const searchIn = (phase: SearchState['phase'], results: SearchResults) => ({
  getState: () => ({ phase, readCount: 0, listedCount: 2, revision: 0 }),
  query: async () => results,
});
const nothing: SearchResults = { count: 0, isExact: true, found: [] };
const similar: SearchResults = { count: 7, isExact: false, found: [] };

it('[Q8] where search is unavailable the titles of the list answer, with their first lines', async () => {
  const { count, found } = await answerQuestion('reunion', searchIn('unavailable', nothing), () => entries, 'fr');
  expect(count).toBe(1);
  expect(found).toEqual([
    {
      id: entries[0]?.id,
      title: [{ text: 'Réunion du comité', isFound: false }],
      passage: { blockId: '', offset: 0, parts: [{ text: 'First line', isFound: false }] },
    },
  ]);
});

it.each(['reading', 'ready'] as const)('[Q8] where search answers (%s), its answer stands', async (phase) => {
  expect(await answerQuestion('reunion', searchIn(phase, similar), () => entries, 'fr')).toBe(similar);
});

it('[Q7] a result opens at its words, and at no place where it has none in the text', () => {
  const parts = [{ text: 'words', isFound: true }];
  expect(stateOfResult({ blockId: 'a', offset: 12, parts })).toEqual({ passage: { blockId: 'a', offset: 12 } });
  expect(stateOfResult({ blockId: 'a', offset: 0, parts: [{ text: 'words', isFound: false }] })).toEqual({});
  expect(stateOfResult(undefined)).toEqual({});
});
