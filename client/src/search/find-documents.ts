import type { DocumentId } from '@ecritoire/shared';
import type { SearchStore, StoredText } from '../storage/search-store.ts';
import { findPassage, holdsPhrases, markWords } from './found-words.ts';
import type { ListedDocument } from './gatherer.ts';
import { type ParsedQuery, parseQuery } from './parse-query.ts';
import type { ResultFound, SearchResults } from './search.ts';
import type { DocumentFound, WordIndex } from './word-index.ts';

export interface FindDocumentsOptions {
  readonly index: WordIndex;
  readonly store: SearchStore;
  /** The documents to look in. */
  readonly listed: readonly ListedDocument[];
  readonly now: number;
}

/** Nobody reads further; more words find less. */
const mostResults = 30;
/** So many documents are read for a phrase, which the index alone cannot tell. */
const mostReadForPhrase = 400;
const readAtOnce = 40;

/** A document of today counts a quarter more than one that was changed long ago. */
const recencyBoost = 0.25;
const recencyMs = 30 * 24 * 3_600_000;

/** The documents that a question is answered by, the best first; with slips of the pen only where nothing else is found. */
export async function findDocuments(question: string, options: FindDocumentsOptions): Promise<SearchResults> {
  const query = parseQuery(question);
  const weightById = new Map(
    options.listed.map(({ id, changedAt }) => [id, 1 + recencyBoost * 2 ** ((changedAt - options.now) / recencyMs)]),
  );
  const weigh = (id: DocumentId) => Math.min(weightById.get(id) ?? 0, 1 + recencyBoost);
  const exact = options.index.find(query, { weigh, withTypos: false });
  const found = await readFound(exact, query, options.store);
  if (found.length > 0) return { count: query.phrases.length > 0 ? found.length : exact.length, isExact: true, found };
  const similar = options.index.find(query, { weigh, withTypos: true });
  const foundSimilar = await readFound(similar, query, options.store);
  return {
    count: query.phrases.length > 0 ? foundSimilar.length : similar.length,
    isExact: false,
    found: foundSimilar,
  };
}

async function readFound(
  documents: readonly DocumentFound[],
  query: ParsedQuery,
  store: SearchStore,
): Promise<ResultFound[]> {
  const found: ResultFound[] = [];
  const readable = query.phrases.length > 0 ? documents.slice(0, mostReadForPhrase) : documents.slice(0, mostResults);
  for (let from = 0; from < readable.length && found.length < mostResults; from += readAtOnce) {
    const some = readable.slice(from, from + readAtOnce);
    const texts = await store.texts(some.map(({ id }) => id));
    for (const [at, text] of texts.entries()) {
      const document = some[at];
      // Deleted a moment ago.
      if (text === undefined || document === undefined || !holdsPhrases(text, query.phrases)) continue;
      if (found.length < mostResults) found.push(toResult(text, document, query));
    }
  }
  return found;
}

function toResult(text: StoredText, { id, terms }: DocumentFound, { words, phrases }: ParsedQuery): ResultFound {
  const enough = words.length + phrases.length;
  return {
    id,
    title: markWords(text.title, terms, phrases),
    passage: findPassage(text.blocks, terms, phrases, enough),
  };
}
