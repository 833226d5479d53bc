import { type DocumentId, isDocumentId } from '@ecritoire/shared';
import { watchDevice } from '../storage/device-changes.ts';
import { openSearchStore, type SearchStore } from '../storage/search-store.ts';
import { createGatherer, type Gatherer, type ListedDocument } from './gatherer.ts';
import { findLinks } from './links-found.ts';
import { readDocument, readStamp } from './read-document.ts';
import type { SearchAnswer, SearchCall, SearchReply, SearchRequest, SearchState } from './search.ts';

/** Search without its thread: requests come in, replies go out. */
export interface SearchEngine {
  receive(request: SearchRequest): Promise<void>;
  close(): void;
}

export interface SearchEngineOptions {
  readonly reply: (reply: SearchReply) => void;
  /** The site's: addresses that begin with it are links between documents. */
  readonly origin: string;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** The windows of one browser tell each other here which documents have other words now. */
const wordsChannelName = 'ecritoire-search';

/** A page need not know of each document that was read. */
const statesEveryMs = 150;

export async function openSearchEngine(options: SearchEngineOptions): Promise<SearchEngine> {
  const store = await openSearchStore();
  const readIds = new Set((await store.marks()).keys());
  const words = new BroadcastChannel(wordsChannelName);
  const state = createStateReport(options, readIds);
  let gatherer: Gatherer | undefined;
  let listed: readonly ListedDocument[] | undefined;

  async function wordsChanged(ids: readonly DocumentId[]): Promise<void> {
    for (const id of ids) {
      if ((await store.mark(id)) === undefined) readIds.delete(id);
      else readIds.add(id);
    }
    state.changed();
  }
  words.onmessage = ({ data }: MessageEvent<readonly DocumentId[]>) => void wordsChanged(data).catch(state.failed);

  function gather(): void {
    gatherer ??= createGatherer({
      store,
      readStamp,
      readDocument: (id) => readDocument(id, options.origin),
      gathered(ids) {
        words.postMessage(ids);
        void wordsChanged(ids).catch(state.failed);
      },
      failed: state.failed,
      now: options.now,
      wait: options.wait,
    });
    if (listed !== undefined) gatherer.listed(listed);
  }

  const unwatch = watchDevice((change) => {
    if (change.type === 'deleted' && isDocumentId(change.name)) gatherer?.deleted(change.name);
    if (change.type === 'stored') for (const name of change.names) if (isDocumentId(name)) gatherer?.stored(name);
  });

  return {
    async receive(request) {
      switch (request.type) {
        case 'listed':
          listed = request.documents;
          state.listed(listed);
          gatherer?.listed(listed);
          return;
        case 'gather':
          gather();
          return;
        case 'call':
          options.reply({ type: 'answer', number: request.number, answer: await answer(request.call, store) });
      }
    },
    close() {
      unwatch();
      gatherer?.close();
      words.close();
      state.close();
      store.close();
    },
  };
}

async function answer(call: SearchCall, store: SearchStore): Promise<SearchAnswer> {
  switch (call.name) {
    case 'linksTo':
      return { name: 'linksTo', links: findLinks(await store.textsLinkingTo(call.id), call.id) };
  }
}

function createStateReport({ reply }: SearchEngineOptions, readIds: ReadonlySet<DocumentId>) {
  let listed: readonly ListedDocument[] | undefined;
  let revision = 0;
  let hasFailed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = (): SearchState => {
    const readCount = listed?.reduce((count, { id }) => count + (readIds.has(id) ? 1 : 0), 0) ?? 0;
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
