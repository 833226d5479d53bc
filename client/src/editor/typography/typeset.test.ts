import { describe, expect, it } from 'vitest';
import { typeset } from './typeset.ts';

/** The words as they stand after typing them letter by letter. */
const typeAll = (words: string, language: string): string =>
  [...words].reduce((before, typed) => {
    const { replaced, by } = typeset(before, typed, language) ?? { replaced: 0, by: typed };
    return before.slice(0, before.length - replaced) + by;
  }, '');

describe('typographic rules', () => {
  it.each([
    ['Quoi ?', 'Quoi\u202f?'],
    ['Oui !!', 'Oui\u202f!!'],
    ['un ; deux', 'un\u202f; deux'],
    ['Objet : essai', 'Objet\u00a0: essai'],
    ['Il dit "oui" et part', 'Il dit «\u00a0oui\u00a0» et part'],
    ['« oui »', '«\u00a0oui\u00a0»'],
    ["L'accord d'hier", 'L’accord d’hier'],
    ['(d\'où "ça")', '(d’où «\u00a0ça\u00a0»)'],
    ['attendre...', 'attendre…'],
  ])('[EDIT-TYPOGRAPHY] French: %s', (typed, set) => {
    expect(typeAll(typed, 'fr')).toBe(set);
    expect(typeAll(typed, 'fr-CA')).toBe(set);
  });

  it.each(['12:30', 'https://example.org/?a=b;c', 'mot!', ' !', '....', ':)', '? '])(
    '[EDIT-TYPOGRAPHY] French leaves as it is: %s',
    (typed) => {
      expect(typeAll(typed, 'fr')).toBe(typed === '....' ? '….' : typed);
    },
  );

  it.each([
    ['He said "yes" and left', 'He said “yes” and left'],
    ["It's the agents' day", 'It’s the agents’ day'],
    ["('so')", '(‘so’)'],
    ['wait...', 'wait…'],
    ['Why ?', 'Why ?'],
  ])('[EDIT-TYPOGRAPHY] English: %s', (typed, set) => {
    expect(typeAll(typed, 'en-GB')).toBe(set);
  });

  it('[EDIT-TYPOGRAPHY] other languages keep their quotation marks as they are typed', () => {
    expect(typeAll('Er sagt "ja" ! …', 'de')).toBe('Er sagt "ja" ! …');
    expect(typeAll('"x"', '')).toBe('"x"');
  });
});
