import { type DocumentId, isDocumentId } from '@ecritoire/shared';
import { toStorageFailure } from '../storage/database.ts';
import { watchDevice } from '../storage/device-changes.ts';
import { openSearchStore } from '../storage/search-store.ts';
import { findDocuments } from './find-documents.ts';
import { createGatherer, type Gatherer, type ListedDocument } from './gatherer.ts';
import { findLinks } from './links-found.ts';
import { readDocument, readStamp } from './read-document.ts';
import type { SearchAnswer, SearchCall, SearchReply, SearchRequest, SearchResults, SearchState } from './search.ts';
import { fillWords, type WordsInMemory } from './words-in-memory.ts';

/** Search without its thread: requests come in, replies go out. */
export interface SearchEngine {
  receive(request: SearchRequest): Promise<void>;
  close(): void;
}

export interface SearchEngineOptions {
  readonly reply: (reply: SearchReply) => void;
  /** Nothing more can be expected of this engine. Another one may find the database in order again. */
  readonly broken: (error: unknown) => void;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** The windows of one browser tell each other here which documents have other words now. */
const wordsChannelName = 'ecritoire-search';

/** After the last question. */
const keepAfterMs = 10_000;

/** A page need not know of each document that was read. */
const statesEveryMs = 150;

export async function openSearchEngine(options: SearchEngineOptions): Promise<SearchEngine> {
  const store = await openSearchStore();
  const readIds = new Set((await store.marks()).keys());
  const channel = new BroadcastChannel(wordsChannelName);
  let words: WordsInMemory | undefined;
  const state = createStateReport(options, (id) => words?.index.has(id) ?? readIds.has(id));
  let gatherer: Gatherer | undefined;
  let listed: readonly ListedDocument[] | undefined;
  let isPrepared = false;
  let isClosed = false;
  let keeping: ReturnType<typeof setTimeout> | undefined;

  /** A full device gives words no room; what else goes wrong with the database, another start may mend. */
  async function failed(error: unknown): Promise<void> {
    if (isClosed) return;
    const failure = toStorageFailure(error);
    if (failure === 'quota-exceeded') return state.failed(error);
    if (failure === 'corrupted') await store.destroy();
    options.broken(error);
  }

  async function wordsChanged(ids: readonly DocumentId[]): Promise<void> {
    for (const id of ids) {
      if ((await store.mark(id)) === undefined) readIds.delete(id);
      else readIds.add(id);
    }
    await words?.changed(ids);
    state.changed();
  }
  channel.onmessage = ({ data }: MessageEvent<readonly DocumentId[]>) => void wordsChanged(data).catch(failed);

  function gather(): void {
    gatherer ??= createGatherer({
      store,
      readStamp,
      readDocument,
      gathered(ids) {
        channel.postMessage(ids);
        void wordsChanged(ids).catch(failed);
      },
      failed: (error) => void failed(error),
      now: options.now,
      wait: options.wait,
    });
    if (listed !== undefined) gatherer.listed(listed);
  }

  function prepare(): void {
    isPrepared = true;
    if (words !== undefined || listed === undefined) return;
    words = fillWords(store, listed, state.changed);
    words.filled.then(keepWhenQuiet, failed);
  }

  /** Nobody who is typing a question waits for it. */
  function keepWhenQuiet(): void {
    clearTimeout(keeping);
    keeping = setTimeout(() => void words?.filled.then(words.keep).catch(failed), keepAfterMs);
  }

  async function answer(call: SearchCall): Promise<SearchAnswer> {
    switch (call.name) {
      case 'query':
        return { name: 'query', results: await find(call.text) };
      case 'linksTo':
        return { name: 'linksTo', links: findLinks(await store.textsLinkingTo(call.id), call.id) };
    }
  }

  async function find(text: string): Promise<SearchResults> {
    prepare();
    keepWhenQuiet();
    if (words === undefined || listed === undefined) return { count: 0, isExact: true, found: [] };
    return findDocuments(text, { index: words.index, store, listed, now: options.now() });
  }

  function deleted(id: DocumentId): void {
    gatherer?.deleted(id);
    // Perhaps no window gathers yet.
    void wordsChanged([id]).catch(failed);
  }

  const unwatch = watchDevice((change) => {
    if (change.type === 'deleted' && isDocumentId(change.name)) deleted(change.name);
    if (change.type === 'stored') for (const name of change.names) if (isDocumentId(name)) gatherer?.stored(name);
  });

  async function receive(request: SearchRequest): Promise<void> {
    switch (request.type) {
      case 'listed':
        listed = request.documents;
        state.listed(listed);
        if (isPrepared) prepare();
        gatherer?.listed(listed);
        return;
      case 'gather':
        gather();
        return;
      case 'prepare':
        prepare();
        return;
      case 'call':
        options.reply({ type: 'answer', number: request.number, answer: await answer(request.call) });
    }
  }

  return {
    receive: (request) => receive(request).catch(failed),
    close() {
      isClosed = true;
      unwatch();
      clearTimeout(keeping);
      gatherer?.close();
      channel.close();
      state.close();
      store.close();
    },
  };
}

function createStateReport({ reply }: SearchEngineOptions, isRead: (id: DocumentId) => boolean) {
  let listed: readonly ListedDocument[] | undefined;
  let revision = 0;
  let hasFailed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = (): SearchState => {
    const readCount = listed?.reduce((count, { id }) => count + (isRead(id) ? 1 : 0), 0) ?? 0;
    const listedCount = listed?.length ?? 0;
    const phase = listed === undefined ? 'starting' : readCount < listedCount ? 'reading' : 'ready';
    return { phase: hasFailed ? 'unavailable' : phase, readCount, listedCount, revision };
  };
  const say = () => {
    timer = undefined;
    reply({ type: 'state', state: read() });
  };
  const saySoon = () => {
    timer ??= setTimeout(say, statesEveryMs);
  };
  return {
    listed(documents: readonly ListedDocument[]) {
      listed = documents;
      saySoon();
    },
    changed() {
      revision += 1;
      saySoon();
    },
    failed(error: unknown) {
      console.warn('Search has no storage', error);
      hasFailed = true;
      saySoon();
    },
    close: () => clearTimeout(timer),
  };
}
