import { describe, expect, it } from 'vitest';
import { createMatcher, type FindQuery, replacementFor } from './find-query.ts';

const anything: FindQuery = {
  text: '',
  isCaseKept: false,
  areAccentsKept: false,
  isWholeWord: false,
  isPattern: false,
};

/** What is found, as it is written. */
function find(text: string, query: Partial<FindQuery>): string[] {
  const matcher = createMatcher({ ...anything, ...query });
  if (!matcher.ok) throw new Error(matcher.error);
  return matcher.value(text).map(({ from, to }) => text.slice(from, to));
}

describe('what is found', () => {
  it.each([
    ['reunion', 'La Réunion, une réunion', ['Réunion', 'réunion']],
    ['RÉUNION', 'la reunion', ['reunion']],
    ["l'agent", 'L’agent et l‘agent', ['L’agent', 'l‘agent']],
    ['"ici" ?', '“ici”\u202f?', ['“ici”\u202f?']],
    ['coeur', 'Cœur à cœur', ['Cœur', 'cœur']],
    ['o', 'cœur', ['œ']],
    ['cafe', 'cafe\u0301s', ['cafe\u0301']],
    ['aa', 'aaaaa', ['aa', 'aa']],
    ['^', 'a^b', ['^']],
    ['😀', 'é😀é', ['😀']],
    ['', 'text', []],
    ['\u0301', 'été', []],
  ])('[FIND-FOLD] "%s" in "%s"', (text, where, found) => {
    expect(find(where, { text })).toEqual(found);
  });

  it('[FIND-FOLD] capitals and accents matter when they are said to', () => {
    expect(find('Été, été, ete', { text: 'été', isCaseKept: true, areAccentsKept: true })).toEqual(['été']);
    expect(find('Été, été, ete', { text: 'ete', isCaseKept: true })).toEqual(['été', 'ete']);
    expect(find('Été, été, ete', { text: 'ete', areAccentsKept: true })).toEqual(['ete']);
  });

  it('[FIND-WORD] a whole word is one with no letter, accent or figure beside it, whatever the alphabet', () => {
    expect(find('art, arts, départ, l’art, art2, Art.', { text: 'art', isWholeWord: true })).toEqual([
      'art',
      'art',
      'Art',
    ]);
    expect(find('ete, été\u0301, étés', { text: 'été', isWholeWord: true })).toEqual(['ete', 'été\u0301']);
    expect(find('και, καιρός', { text: 'και', isWholeWord: true })).toEqual(['και']);
  });

  it('[FIND-PATTERN] a regular expression looks past capitals and accents too, by lines, and finds nothing empty', () => {
    expect(find('Été 2026, ete 27', { text: 'été \\d+', isPattern: true })).toEqual(['Été 2026', 'ete 27']);
    expect(find('one\ntwo', { text: '^\\w+$', isPattern: true })).toEqual(['one', 'two']);
    expect(find('abc', { text: 'x*', isPattern: true })).toEqual([]);
    expect(find('a-b', { text: 'a\\-b', isPattern: true })).toEqual(['a-b']);
    expect(find('Né né', { text: 'n\\S', isPattern: true, isCaseKept: true })).toEqual(['né']);
  });

  it.each(['(', '[a', '*', '\\'])('[FIND-PATTERN] "%s" is said to be unreadable', (text) => {
    expect(createMatcher({ ...anything, text, isPattern: true })).toEqual({ ok: false, error: 'unreadable' });
  });

  it('[FIND-PATTERN] what replaces a match can name its groups, as they were written', () => {
    const matcher = createMatcher({ ...anything, text: '(\\w+) (\\w+)', isPattern: true });
    const [span] = matcher.ok ? matcher.value('Été Pâques') : [];
    if (span === undefined) throw new Error('Nothing found');
    expect(replacementFor(span, '$2, $1 [$&] $$1 $3')).toBe('Pâques, Été [Été Pâques] $1 $3');
    expect(replacementFor({ from: 0, to: 1 }, '$1 $$')).toBe('$1 $$');
  });
});
