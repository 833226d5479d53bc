/**
 * What remains of a folded word when its number, gender or case is taken away. Light on purpose: words that only have a
 * root in common (`livre` and `livrer`, `commune` and `commun`) stay apart. Two words belong together where their
 * stems in one language are the same; a stem itself is never shown, and need not be a word.
 *
 * Sources: D. Harman, "How effective is suffixing?", 1991 (English); J. Savoy, "Light stemming approaches for the French,
 * Portuguese, German and Hungarian languages", 2006 (French, German), both without what merges verbs and nouns; the
 * rules of spelling for Dutch; the endings of nouns and adjectives for Danish and Greek.
 */
export function stemOf(term: string, language: string): string {
  return stemmers.get(language)?.(term) ?? term;
}

/** An ending, what stands in its place, and how many letters must remain before it. */
type Ending = readonly [ending: string, put: string, remaining: number];

/** Replaces the first ending that fits: longer ones stand first. */
function replaceEnding(word: string, endings: readonly Ending[]): string {
  for (const [ending, put, remaining] of endings)
    if (word.endsWith(ending) && word.length - ending.length >= remaining)
      return word.slice(0, word.length - ending.length) + put;
  return word;
}

const frenchSingulars = new Set(
  'mois fois bois fils avis pays gris bras choix voix prix poids corps temps sous vers sans dans plus pas cas'.split(
    ' ',
  ),
);
const frenchPlurals: readonly Ending[] = [
  ['eaux', 'eau', 1],
  ['yaux', 'ya', 2],
  ['yau', 'ya', 2],
  ['aux', 'a', 3],
  ['s', '', 3],
  ['x', '', 3],
];
const frenchGenders: readonly Ending[] = [
  ['ienne', 'ien', 2],
  ['iere', 'ier', 3],
  ['elle', 'el', 4],
  ['ante', 'ant', 3],
  ['ente', 'ent', 4],
  ['euse', 'eu', 3],
  ['ive', 'if', 4],
  ['ale', 'a', 3],
  ['ail', 'a', 3],
  ['al', 'a', 3],
  ['ee', 'e', 4],
];

/** -ail, -al, -ale and -aux are one: travaux, travail; nationale, nationaux. */
const stemFrench = (word: string): string =>
  frenchSingulars.has(word) ? word : replaceEnding(replaceEnding(word, frenchPlurals), frenchGenders);

const englishIrregulars: Readonly<Record<string, string>> = {
  children: 'child',
  men: 'man',
  women: 'woman',
  people: 'person',
  feet: 'foot',
};
const englishPlurals: readonly Ending[] = [
  ['sses', 'ss', 2],
  ['shes', 'sh', 2],
  ['ches', 'ch', 2],
  ['xes', 'x', 2],
  ['aies', 'aie', 1],
  ['eies', 'eie', 1],
  ['ies', 'y', 2],
  ['us', 'us', 1],
  ['ss', 'ss', 1],
  ['is', 'is', 1],
  ['s', '', 3],
];

const stemEnglish = (word: string): string => englishIrregulars[word] ?? replaceEnding(word, englishPlurals);

const germanEndings: readonly Ending[] = [
  ['innen', 'in', 3],
  ['in', 'in', 3],
  ['nis', 'nis', 2],
  ['nisse', 'nis', 2],
  ['nissen', 'nis', 2],
  ['nisses', 'nis', 2],
  ['ern', '', 4],
  ['en', '', 4],
  ['em', '', 4],
  ['er', '', 4],
  ['es', '', 4],
  ['e', '', 4],
  ['n', '', 4],
  ['s', '', 4],
];

/** Where ü cannot be typed it is ue; after a vowel or q (neue, Quelle) it is no ü. */
const writtenUmlaut = /(?<![aeiouq])([aou])e/gu;

const stemGerman = (word: string): string => replaceEnding(word.replaceAll(writtenUmlaut, '$1'), germanEndings);

const dutchVowels = 'aeou';
const unstressedEnd = /[^aeiou](?:el|er|en|em|ig)$/u;

/** A short vowel before one consonant is long when the syllable is closed: jaren, jaar; wetten, wet. */
function stemDutch(word: string): string {
  if (word.endsWith('heden')) return `${word.slice(0, -'heden'.length)}heid`;
  if (word.endsWith('ens') || word.endsWith('ers') || word.endsWith('els')) return word.slice(0, -1);
  if (/[^su']s$/u.test(word) && word.length >= 5) return word.slice(0, -1);
  const open = replaceEnding(word, [
    ['eren', '', 4],
    ['en', '', 3],
    ['e', '', 4],
  ]);
  return open === word ? word : closeSyllable(open);
}

function closeSyllable(open: string): string {
  const [beforeVowel = '', vowel = '', last = ''] = [open.at(-3), open.at(-2), open.at(-1)];
  if (vowel === last && !dutchVowels.includes(last)) return open.slice(0, -1);
  const closed = open.slice(0, -1) + (last === 'v' ? 'f' : last === 'z' ? 's' : last);
  const isShort = dutchVowels.includes(vowel) && !`${dutchVowels}i`.includes(beforeVowel);
  const isLengthened = isShort && !`${dutchVowels}i`.includes(last) && !unstressedEnd.test(open);
  return isLengthened ? closed.slice(0, -1) + vowel + closed.slice(-1) : closed;
}

const danishEndings: readonly Ending[] = [
  ['ernes', '', 3],
  ['erne', '', 3],
  ['erens', '', 4],
  ['eren', '', 4],
  ['enes', '', 3],
  ['ene', '', 3],
  ['ets', '', 4],
  ['ens', '', 4],
  ['ers', '', 4],
  ['er', '', 3],
  ['et', '', 3],
  ['en', '', 3],
  ['es', '', 4],
  ['e', '', 3],
  ['s', '', 4],
];

/** A consonant is doubled before an ending: trafik, trafikken. */
const stemDanish = (word: string): string => replaceEnding(word, danishEndings).replace(/([bdfgklmnprst])\1$/u, '$1');

const greekEndings: readonly Ending[] = [
  ...['ματων', 'ματος', 'ματα', 'μα'].map((ending) => [ending, 'μ', 2] as const),
  ...['ιους', 'εων', 'εως', 'εις', 'ιων', 'ιου', 'ιας', 'ιες'].map((ending) => [ending, '', 3] as const),
  ...['ους', 'ων', 'ος', 'ου', 'οι', 'ον', 'ες', 'ας', 'ης', 'ις', 'εσ', 'ια', 'ιο'].map(
    (ending) => [ending, '', 3] as const,
  ),
  ...['α', 'ο', 'η', 'ι', 'ε'].map((ending) => [ending, '', 3] as const),
];

/** The end of a word is written like its middle in a folded term. */
const stemGreek = (word: string): string =>
  replaceEnding(
    word,
    greekEndings.map(([ending, put, remaining]) => [ending.replaceAll('ς', 'σ'), put, remaining]),
  );

const stemmers: ReadonlyMap<string, (word: string) => string> = new Map([
  ['fr', stemFrench],
  ['en', stemEnglish],
  ['de', stemGerman],
  ['nl', stemDutch],
  ['da', stemDanish],
  ['el', stemGreek],
]);
