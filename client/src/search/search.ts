import type { DocumentId } from '@ecritoire/shared';
import type { ListedDocument } from './gatherer.ts';
import type { Passage, PassagePart } from './passage.ts';

/** How far search has come. */
export interface SearchState {
  /**
   * - `starting`: nothing is known yet.
   * - `reading`: what has been read is found, the rest not yet.
   * - `ready`: every listed document that is on this device has been read.
   * - `unavailable`: the device gives search no storage, or no thread.
   */
  readonly phase: 'starting' | 'reading' | 'ready' | 'unavailable';
  readonly readCount: number;
  readonly listedCount: number;
  /** Another number whenever the words of some document are others: what was found before may be outdated. */
  readonly revision: number;
}

/** What a question found. */
export interface SearchResults {
  /** Of all documents found, also of those that are not listed here; with a phrase, of those that are. */
  readonly count: number;
  /** False: nothing has exactly these words, and what is here has similar ones. */
  readonly isExact: boolean;
  /** The best first; 30 at most. */
  readonly found: readonly ResultFound[];
}

export interface ResultFound {
  readonly id: DocumentId;
  readonly title: readonly PassagePart[];
  /** The sentence with most of what was looked for; absent in a document without text. */
  readonly passage: Passage | undefined;
}

/** A document that links to another one. */
export interface LinkFound {
  readonly from: DocumentId;
  /** The link in its sentence. */
  readonly passage: Passage;
}

/** Search over all listed documents of this device, without any network. Nothing it does waits on the page's thread. */
export interface Search {
  getState(): SearchState;
  subscribe(listener: () => void): () => void;
  /** Reads the words into memory, so that the first question is answered as quickly as the others. */
  prepare(): void;
  /** Nothing found where search is unavailable. Answers come in the order of the questions. */
  query(text: string): Promise<SearchResults>;
  /** The documents that link to this one, each once, in no particular order. Empty where search is unavailable. */
  linksTo(id: DocumentId): Promise<readonly LinkFound[]>;
}

/** What a page asks its worker. */
export type SearchRequest =
  | { readonly type: 'listed'; readonly documents: readonly ListedDocument[] }
  /** This page is the one that gathers words for all windows of the browser. */
  | { readonly type: 'gather' }
  | { readonly type: 'prepare' }
  | { readonly type: 'call'; readonly number: number; readonly call: SearchCall };

export type SearchCall =
  | { readonly name: 'query'; readonly text: string }
  | { readonly name: 'linksTo'; readonly id: DocumentId };

export type SearchAnswer =
  | { readonly name: 'query'; readonly results: SearchResults }
  | { readonly name: 'linksTo'; readonly links: readonly LinkFound[] };

/** What the worker tells its page. */
export type SearchReply =
  | { readonly type: 'state'; readonly state: SearchState }
  | { readonly type: 'answer'; readonly number: number; readonly answer: SearchAnswer };

/** What the thread says last, when it cannot go on: another start may mend it. */
export type SearchBreakdown = { readonly type: 'broken' };
