import { expect, it } from 'vitest';
import { testEntry, testId } from '../../library/test-library.ts';
import { filterEntries } from './filter-entries.ts';

const entries = ['Réunion du comité', 'Œuvre de la préfecture', 'Budget 2027'].map((title, index) =>
  testEntry({ id: testId(index), title }),
);

it.each([
  ['', 3],
  ['  ', 3],
  ['reunion', 1],
  ['COMITE réunion', 1],
  ['oeuvre', 1],
  ['e', 3],
  ['budget comité', 0],
])('[UI-FILTER] "%s" finds %d of three titles, whatever the accents', (filter, count) => {
  expect(filterEntries(entries, filter, 'fr')).toHaveLength(count);
});
