/**
 * Words that every text of a language is full of, and that the other languages here do not have (or not in such
 * numbers). Folded: without accents, in lower case.
 */
const frequentWords: Readonly<Record<string, string>> = {
  fr: 'le les des du et une un est dans pour que qui sur pas au aux avec par ce cette sont ne se nous vous',
  en: 'the of and to is that for with on are was be this by it from at which or have not we you',
  de: 'der die das und den dem des ist nicht mit von zu ein eine einer im auf fur sich werden wird auch sie wir',
  nl: 'de het een van en dat niet met voor zijn op te aan er door bij wordt worden naar ook wij deze',
  da: 'og det at en et den til er som pa af ikke med der de har han for vi blev skal fra om ved',
  el: 'και το του της να την η ο για με που στο απο τα των θα στην δεν οι ειναι τον σε',
};

const languagesByWord = new Map<string, string[]>();
for (const [language, words] of Object.entries(frequentWords))
  for (const word of words.split(' ')) languagesByWord.set(word, [...(languagesByWord.get(word) ?? []), language]);

/** Whether a folded word is one of those that stand in every sentence of some language, and say nothing. */
export const isFrequentWord = (word: string): boolean => languagesByWord.has(word);

/** So many words of a text are looked at. */
const wordsRead = 200;

/**
 * The language of some words, by the small words among them; `undefined` when they do not say. A document's own
 * statement is the language its maker's interface had, which is often another one.
 */
export function guessLanguage(text: string): string | undefined {
  const votes = new Map<string, number>();
  const words = text.slice(0, wordsRead * 8).match(/[\p{L}\p{M}]+/gu) ?? [];
  for (const word of words) {
    const folded = word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
    for (const language of languagesByWord.get(folded) ?? []) votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  const [first, second] = [...votes].toSorted(([, a], [, b]) => b - a);
  if (first === undefined || first[1] < 2 || first[1] === second?.[1]) return undefined;
  return first[0];
}
