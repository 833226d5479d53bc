/** A word of a text as the index knows it. */
export interface Word {
  /** Folded: without case, accents, ligatures, and what is elided before it. Never empty. */
  readonly term: string;
  /** Where it stands in the text, in characters. */
  readonly start: number;
  readonly end: number;
}

/** Letters that are written apart in plain letters: œ, ß, and the Danish ones as Danes do without their keyboard. */
const plainLetters: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'oe',
  å: 'aa',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

/** What French, Italian and Catalan put before a vowel, with an apostrophe: no part of the word. */
const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|nell|sull|all|dall)['’ʼ]/iu;
const apostrophe = /['’ʼ]/u;
/** The English genitive, and Dutch plurals. */
const genitive = /['’ʼ]s$/iu;

const wordForm = /[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}\p{N}]+)*/gu;

/** Longer ones are no words that anybody looks for: coded files, floods of one letter. */
const longestTerm = 64;

/** Without accents, case and ligatures. Not for a whole text, whose places it would shift. */
function fold(word: string): string {
  return word
    .replace(genitive, '')
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[åø]/gu, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’ʼ]/gu, '')
    .replaceAll(/[œæßłđðþıς]/gu, (letter) => plainLetters[letter] ?? letter)
    .slice(0, longestTerm);
}

/** The same few thousand words make up all texts, and folding one takes longer than looking it up. */
let folded = new Map<string, string>();
const mostFolded = 50_000;

function foldOnce(word: string): string {
  const known = folded.get(word);
  if (known !== undefined) return known;
  const term = fold(word);
  if (folded.size >= mostFolded) folded = new Map();
  folded.set(word, term);
  return term;
}

/** The words of a text in their order. `l’arrêté` is the word `arrete` from its third letter on. */
export function* wordsOf(text: string): Generator<Word> {
  for (const { 0: written, index } of text.matchAll(wordForm)) {
    const skipped = apostrophe.test(written) ? (elided.exec(written)?.[0].length ?? 0) : 0;
    const term = foldOnce(skipped === 0 ? written : written.slice(skipped));
    if (term !== '') yield { term, start: index + skipped, end: index + written.length };
  }
}
