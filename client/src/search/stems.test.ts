import { describe, expect, it } from 'vitest';
import { stemOf } from './stems.ts';
import { wordsOf } from './words.ts';

const fold = (word: string): string => [...wordsOf(word)].map(({ term }) => term).join(' ');

/** Forms of one word: all have one stem. */
const families: readonly (readonly [language: string, forms: string])[] = [
  ['fr', 'réunion réunions'],
  ['fr', 'national nationale nationaux nationales'],
  ['fr', 'travail travaux'],
  ['fr', 'bureau bureaux'],
  ['fr', 'local locale locaux'],
  ['fr', 'noyau noyaux'],
  ['fr', 'loi lois'],
  ['fr', 'adopté adoptée adoptés adoptées'],
  ['fr', 'important importante importants importantes'],
  ['fr', 'administratif administrative administratifs administratives'],
  ['fr', 'premier première premières'],
  ['fr', 'individuel individuelle individuelles'],
  ['fr', 'heureux heureuse heureuses'],
  ['en', 'meeting meetings'],
  ['en', 'policy policies'],
  ['en', 'process processes'],
  ['en', 'box boxes'],
  ['en', 'child children'],
  ['de', 'Sitzung Sitzungen'],
  ['de', 'Haus Hauses Häuser Häusern'],
  ['de', 'Gesetz Gesetze Gesetzes Gesetzen'],
  ['de', 'Bürgerin Bürgerinnen Buergerinnen'],
  ['de', 'Ergebnis Ergebnisse Ergebnissen'],
  ['nl', 'vergadering vergaderingen'],
  ['nl', 'gemeente gemeenten'],
  ['nl', 'jaar jaren'],
  ['nl', 'wet wetten'],
  ['nl', 'huis huizen'],
  ['nl', 'brief brieven'],
  ['nl', 'artikel artikelen artikels'],
  ['nl', 'mogelijkheid mogelijkheden'],
  ['da', 'møde møder mødet møderne'],
  ['da', 'kommune kommuner kommunen kommunerne'],
  ['da', 'beslutning beslutninger beslutningen beslutningerne'],
  ['da', 'trafik trafikken'],
  ['el', 'συνεδρίαση συνεδριάσεις συνεδριάσεων συνεδρίασης'],
  ['el', 'έγγραφο έγγραφα εγγράφων εγγράφου'],
  ['el', 'πρόγραμμα προγράμματα προγράμματος προγραμμάτων'],
];

/** Words that look alike and are others. */
const strangers: readonly (readonly [language: string, one: string, other: string])[] = [
  ['fr', 'commune', 'commun'],
  ['fr', 'livre', 'livrer'],
  ['fr', 'mois', 'moi'],
  ['fr', 'fils', 'fil'],
  ['fr', 'année', 'Anne'],
  ['fr', 'port', 'porte'],
  ['fr', 'partie', 'parti'],
  ['en', 'new', 'news'.slice(0, 2)],
  ['en', 'bus', 'bu'],
  ['en', 'build', 'building'],
  ['en', 'class', 'clas'],
  ['de', 'Steuer', 'stur'],
  ['de', 'Rat', 'Rate'],
  ['nl', 'bomen', 'bommen'],
  ['nl', 'man', 'maan'],
  ['da', 'møde', 'mode'],
  ['el', 'νόμος', 'νόμισμα'],
];

describe('forms of a word', () => {
  it.each(families)('[Q1] %s: %s are one word', (language, forms) => {
    const stems = forms.split(' ').map((form) => stemOf(fold(form), language));
    expect(new Set(stems).size, stems.join(' ')).toBe(1);
  });

  it.each(strangers)('[Q1] %s: %s is not %s', (language, one, other) => {
    expect(stemOf(fold(one), language)).not.toBe(stemOf(fold(other), language));
  });

  it('[Q1] no language, no form', () => {
    expect(stemOf('reunions', '')).toBe('reunions');
  });
});
