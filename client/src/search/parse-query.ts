import { isFrequentWord } from './guess-language.ts';
import { wordsOf } from './words.ts';

/** What somebody looks for. */
export interface ParsedQuery {
  /** All of them must be in a document, in any of their forms. Folded, without the small words of every sentence. */
  readonly words: readonly string[];
  /** What stood in quotation marks: these words, in this order, with nothing between them. */
  readonly phrases: readonly (readonly string[])[];
  /** The last of `words` is still being written: any word that begins with it will do. */
  readonly isLastUnfinished: boolean;
}

const quoted = /"([^"]*)"|«([^»]*)»|“([^”]*)”|„([^“”]*)[“”]/gu;

/** More words than anybody remembers; what comes after them is not looked for. */
const mostWords = 12;

export function parseQuery(text: string): ParsedQuery {
  const phrases: string[][] = [];
  const rest = text.replaceAll(quoted, (_all, ...groups: readonly unknown[]) => {
    const phrase = groups.slice(0, 4).find((group) => typeof group === 'string');
    const words = typeof phrase === 'string' ? [...termsOf(phrase)] : [];
    if (words.length > 0) phrases.push(words.slice(0, mostWords));
    return ' ';
  });
  const written = [...termsOf(rest)].slice(0, mostWords);
  const isLastUnfinished = written.length > 0 && /[\p{L}\p{M}\p{N}]$/u.test(rest);
  const telling = written.filter((word, index) => isTelling(word, isLastUnfinished && index === written.length - 1));
  // `le` alone is a question too.
  const words = telling.length > 0 || phrases.length > 0 ? telling : written.slice(-1);
  return { words, phrases, isLastUnfinished: isLastUnfinished && words.at(-1) === written.at(-1) };
}

function* termsOf(text: string): Generator<string> {
  for (const { term } of wordsOf(text)) yield term;
}

/** Two letters that are still being written may become any word. */
const isTelling = (word: string, isUnfinished: boolean): boolean =>
  isUnfinished ? word.length > 1 : !isFrequentWord(word);
