import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse-query.ts';
import { wordsOf } from './words.ts';

const termsOf = (text: string) => [...wordsOf(text)].map(({ term }) => term);

describe('words of a text', () => {
  it.each([
    ['Réunion À L’ÉTÉ', ['reunion', 'a', 'ete']],
    ['l’arrêté, d’accord, qu’une, jusqu’ici', ['arrete', 'accord', 'une', 'ici']],
    ["l'arrêté aujourd'hui", ['arrete', 'aujourdhui']],
    ['le cœur, l’œuvre, ex æquo', ['le', 'coeur', 'oeuvre', 'ex', 'aequo']],
    ['Straße STRASSE', ['strasse', 'strasse']],
    ['the Mayor’s office, don’t', ['the', 'mayor', 'office', 'dont']],
    ['København Århus Aarhus', ['koebenhavn', 'aarhus', 'aarhus']],
    ['A\u030arhus re\u0301union', ['aarhus', 'reunion']],
    ['Ο νόμος των ΝΟΜΟΣ', ['ο', 'νομοσ', 'των', 'νομοσ']],
    ['ﬁnance, n° 12, 3,5 %', ['finance', 'n', '12', '3', '5']],
    ['procès-verbal', ['proces', 'verbal']],
    ['d’', ['d']],
    ['…  « » — !', []],
  ])('[Q1] %j: %j', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it('[Q1] stand where they were read, without what is elided', () => {
    const text = 'vu l’arrêté';
    expect([...wordsOf(text)].map(({ start, end }) => text.slice(start, end))).toEqual(['vu', 'arrêté']);
  });
});

describe('a question', () => {
  it.each([
    ['réunion du bud', ['reunion', 'bud'], [], true],
    ['réunion du budget ', ['reunion', 'budget'], [], false],
    ['"procès verbal" adopté ', ['adopte'], [['proces', 'verbal']], false],
    ['« procès verbal »', [], [['proces', 'verbal']], false],
    ['„der Rat“ "', [], [['der', 'rat']], false],
    ['le', ['le'], [], true],
    ['budget d', ['budget'], [], false],
    ['"unfinished phr', ['unfinished', 'phr'], [], true],
    ['  ', [], [], false],
  ])('[Q1] %j is understood', (text, words, phrases, isLastUnfinished) => {
    expect(parseQuery(text)).toEqual({ words, phrases, isLastUnfinished });
  });

  it('[Q4] of any length is bounded, and so is every word', () => {
    const { words, phrases } = parseQuery(`"${'loi '.repeat(500)}" ${'mot '.repeat(500)}`);
    expect([words.length, phrases[0]?.length]).toEqual([12, 12]);
    expect(termsOf('x'.repeat(5_000))).toEqual(['x'.repeat(64)]);
  });
});
