import type { DocumentId } from '@ecritoire/shared';
import MiniSearch, { type Query, type SearchOptions } from 'minisearch';
import type { StoredText } from '../storage/search-store.ts';
import type { ParsedQuery } from './parse-query.ts';
import { stemOf } from './stems.ts';
import { wordsOf } from './words.ts';

/** The words of all documents in memory: which document has which, and which of them are forms of one word. */
export interface WordIndex {
  readonly size: number;
  has(id: DocumentId): boolean;
  /** Adds a document, or takes its words in place of those it had. */
  put(text: StoredText): void;
  remove(id: DocumentId): void;
  /** The documents that have what is looked for, the best first. */
  find(query: ParsedQuery, options: FindOptions): readonly DocumentFound[];
  toSnapshot(): WordSnapshot;
}

export interface FindOptions {
  /** How much a document counts, around 1; 0 for one that is left out. */
  readonly weigh: (id: DocumentId) => number;
  /** Words that differ in a letter or two are taken as well. */
  readonly withTypos: boolean;
}

export interface DocumentFound {
  readonly id: DocumentId;
  /** The words of the document that were found, folded. */
  readonly terms: ReadonlySet<string>;
}

/** All of an index as one value that a database keeps. */
export interface WordSnapshot {
  readonly index: string;
  readonly termsByLanguage: ReadonlyMap<string, readonly string[]>;
}

interface IndexedDocument {
  readonly id: DocumentId;
  /** Folded words with a space between them. */
  readonly title: string;
  readonly text: string;
}

const indexOptions = {
  fields: ['title', 'text'],
  tokenize: (words: string) => (words === '' ? [] : words.split(' ')),
  processTerm: (word: string) => word,
};

/** A word in the title is worth several in the text. */
const titleBoost = 4;
/** Another form of the word, and one that only begins with it, count a little less than the word itself. */
const formWeight = 0.8;
const prefixWeight = 0.6;
const typoWeight = 0.3;

export function createWordIndex(snapshot?: WordSnapshot): WordIndex {
  const index =
    snapshot === undefined
      ? new MiniSearch<IndexedDocument>(indexOptions)
      : MiniSearch.loadJSON<IndexedDocument>(snapshot.index, indexOptions);
  const forms = createWordForms();
  for (const [language, terms] of snapshot?.termsByLanguage ?? []) for (const term of terms) forms.add(term, language);

  /** The word itself, what begins with it if it is unfinished, and its other forms. */
  function anyForm(word: string, isUnfinished: boolean, withTypos: boolean): Query {
    // One or two letters begin half of all words: they are taken for a beginning in titles only.
    if (isUnfinished && word.length <= 2)
      return { combineWith: 'OR', queries: [word, { queries: [word], prefix: true, fields: ['title'] }] };
    const meant = withTypos ? [word, ...swapsOf(word)] : [word];
    const itself: Query = {
      combineWith: 'OR',
      queries: meant,
      prefix: isUnfinished,
      fuzzy: withTypos ? typosIn(word) : false,
      weights: { prefix: prefixWeight, fuzzy: typoWeight },
    };
    const others = meant.flatMap(forms.of);
    if (others.length === 0) return itself;
    return { combineWith: 'OR', queries: [itself, { queries: others, boostTerm: () => formWeight }] };
  }

  return {
    get size() {
      return index.documentCount;
    },
    has: (id) => index.has(id),
    put({ id, title, blocks }) {
      if (index.has(id)) index.discard(id);
      const text: string[] = [];
      for (const block of blocks) {
        for (const { term } of wordsOf(block.text)) {
          text.push(term);
          forms.add(term, block.language);
        }
      }
      const titleWords = [...wordsOf(title)].map(({ term }) => term);
      const language = blocks[0]?.language ?? '';
      for (const term of titleWords) forms.add(term, language);
      index.add({ id, title: titleWords.join(' '), text: text.join(' ') });
    },
    remove(id) {
      if (index.has(id)) index.discard(id);
    },
    find({ words, phrases, isLastUnfinished }, { weigh, withTypos }) {
      const queries: Query[] = [
        ...phrases.flat(),
        ...words.map((word, at) => anyForm(word, isLastUnfinished && at === words.length - 1, withTypos)),
      ];
      const options: SearchOptions = {
        combineWith: 'AND',
        boost: { title: titleBoost },
        boostDocument: weigh,
      };
      if (queries.length === 0) return [];
      const found = index.search({ queries, ...options });
      return found.map(({ id, terms }) => ({ id, terms: new Set(terms) }));
    },
    toSnapshot: () => ({ index: JSON.stringify(index), termsByLanguage: forms.termsByLanguage() }),
  };
}

/** How many letters may be wrong. In short words another letter makes another word. */
function typosIn(word: string): number | false {
  if (word.length < 5) return false;
  return word.length < 8 ? 1 : 2;
}

/** The commonest slip: two neighbours that changed places. */
function swapsOf(word: string): string[] {
  if (word.length < 5) return [];
  return [...word.slice(1)].map((letter, at) => word.slice(0, at) + letter + word[at] + word.slice(at + 2));
}

interface WordForms {
  add(term: string, language: string): void;
  /** All known words that have a stem in common with this one, in a language in which they were met. */
  of(word: string): readonly string[];
  termsByLanguage(): Map<string, string[]>;
}

/**
 * Nobody says in which language a question is. So it is taken in each of them, but only words that stand in a text of
 * that language are its forms there: German endings are not cut from French words.
 */
function createWordForms(): WordForms {
  const termsByStemByLanguage = new Map<string, Map<string, Set<string>>>();
  return {
    add(term, language) {
      let termsByStem = termsByStemByLanguage.get(language);
      if (termsByStem === undefined) {
        termsByStem = new Map();
        termsByStemByLanguage.set(language, termsByStem);
      }
      const stem = stemOf(term, language);
      const terms = termsByStem.get(stem);
      if (terms === undefined) termsByStem.set(stem, new Set([term]));
      else terms.add(term);
    },
    of(word) {
      const forms = new Set<string>();
      for (const [language, termsByStem] of termsByStemByLanguage)
        for (const term of termsByStem.get(stemOf(word, language)) ?? []) forms.add(term);
      forms.delete(word);
      return [...forms];
    },
    termsByLanguage: () =>
      new Map(
        [...termsByStemByLanguage].map(([language, termsByStem]) => [
          language,
          [...termsByStem.values()].flatMap((terms) => [...terms]),
        ]),
      ),
  };
}
