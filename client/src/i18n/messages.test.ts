import { describe, expect, it } from 'vitest';
import { words as en } from '../app/words/en.ts';
import { words as fr } from '../app/words/fr.ts';
import { chooseLanguage } from './language.ts';

interface Table {
  readonly [key: string]: string | Table;
}

const flatten = (table: Table, path = ''): [string, string][] =>
  Object.entries(table).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flatten(value, `${path}${key}.`),
  );

const english = new Map(flatten(en));
const french = new Map(flatten(fr));
const placeholders = (text = '') => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();

describe('the two tables of words', () => {
  it('[I18N-PARITY] have the same keys', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('[I18N-PARITY] have the same places to fill in', () => {
    const different = [...english].filter(
      ([key, text]) => `${placeholders(french.get(key))}` !== `${placeholders(text)}`,
    );
    expect(different).toEqual([]);
  });

  it('[I18N-PLURAL] have a plural for every singular, and say the number in it', () => {
    const singular = [...english.keys()].filter((key) => key.endsWith('_one'));
    expect(singular.length).toBeGreaterThan(0);
    for (const key of singular)
      for (const table of [english, french])
        expect(placeholders(table.get(key.replace(/_one$/, '_other'))), key).toContain('count');
  });

  it('[I18N-TONE] leave nothing empty and shout at nobody', () => {
    const loud = [...english, ...french].filter(([, text]) => text.trim() === '' || text.includes('!'));
    expect(loud).toEqual([]);
  });
});

describe('French typography', () => {
  const words = [...french].map(([key, text]) => [key, text.replaceAll(/https?:\/\/|{{\w+}}/g, 'x')] as const);

  it.each([
    ['a space that does not break before : ; ? and »', /[^\u00a0\u202f][:;?»]/],
    ['a space that does not break after «', /«[^\u00a0\u202f]/],
    ['curved apostrophes', /'/],
  ])('[I18N-FRENCH] has %s', (_, wrong) => {
    expect(words.filter(([, text]) => wrong.test(text))).toEqual([]);
  });
});

describe('the language to speak', () => {
  const browserLanguages = ['de-DE', 'fr-CH', 'en'];

  it('[I18N-CHOICE] follows the address, then the person, then the browser', () => {
    expect(chooseLanguage({ search: '?lang=en', choice: 'fr', browserLanguages })).toBe('en');
    expect(chooseLanguage({ search: '?lang=xx', choice: 'en', browserLanguages })).toBe('en');
    expect(chooseLanguage({ search: '', choice: undefined, browserLanguages })).toBe('fr');
    expect(chooseLanguage({ search: '', choice: undefined, browserLanguages: ['el'] })).toBe('en');
  });
});
