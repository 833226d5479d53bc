import type { DocumentId } from '@ecritoire/shared';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Lack } from '../../files/file-format.ts';
import type { DocumentFault, Merging } from '../../files/file-tasks.ts';
import type { FileWork } from '../../files/file-work.ts';
import type { ArchivedDocument, ArchivedState, FileFault } from '../../files/open-archive.ts';
import type { Library } from '../../library/library.ts';
import type { RoomLeft } from '../../storage/device.ts';
import { noteStored } from '../../storage/device-changes.ts';
import type { ChosenFile } from './chosen-files.ts';

/** What is to become, or became, of one document of a file. `stopped`: the person stopped before its turn. */
export type Fate = Merging['kind'] | DocumentFault | 'gave-up' | 'stopped';

/** A document found in a file. */
export interface FoundDocument {
  readonly id: DocumentId;
  readonly title: string;
  readonly fate: Fate;
  readonly lacks: readonly Lack[];
  /** This device has it in the trash, or had when it was looked at: taken in, it is put back. */
  readonly isTrashed: boolean;
}

/** A file of which nothing is taken. */
export interface RefusedFile {
  readonly name: string;
  readonly fault: FileFault | 'gave-up';
}

export interface Findings {
  /** Whether the list of a whole library, with its folders, comes along; `refused` when it is not what was written. */
  readonly folders: 'none' | 'come' | 'refused';
  readonly documents: readonly FoundDocument[];
  readonly refusedFiles: readonly RefusedFile[];
}

/** Files on their way into the library: nothing changes before `bring`. */
export type OpeningState =
  | { readonly name: 'looking'; readonly done: number; readonly total: number }
  /** `missingBytes`: how much more room this device would need, 0 if it has enough. */
  | ({ readonly name: 'found'; readonly missingBytes: number } & Findings)
  | { readonly name: 'bringing'; readonly done: number; readonly total: number }
  | ({ readonly name: 'done' } & Findings);

export interface Opening {
  readonly state: StoreApi<OpeningState>;
  /** Looks at everything. Call once. */
  look(files: readonly ChosenFile[]): Promise<void>;
  /** Takes in what was found, document by document: each is whole here or untouched, whatever happens. */
  bring(): Promise<void>;
  /** No further document is begun. */
  stop(): void;
}

export interface OpeningOptions {
  /** Each does one task at a time: as many documents are under way at once. */
  readonly threads: readonly [FileThread, ...FileThread[]];
  readonly library: Pick<Library, 'bringIn' | 'find' | 'getSnapshot' | 'mergeUpdate' | 'returnToTrash'>;
  readonly now: () => number;
  readonly readRoomLeft: () => Promise<Pick<RoomLeft, 'availableBytes'> | undefined>;
  /** What came counts as unsent (rule F12): begins to send it, without anybody opening each document. */
  readonly sendBrought: () => void;
}

type FileThread = Pick<FileWork, 'run'>;

interface Item {
  readonly file: Blob;
  readonly document: ArchivedDocument;
}

type FoundItem = Item & FoundDocument;

const isNews = (fate: Fate): boolean => fate === 'new' || fate === 'merged';
const isTaken = (fate: Fate): boolean => isNews(fate) || fate === 'same';
export const isRefused = (fate: Fate): boolean => !isTaken(fate) && fate !== 'stopped';

/** Whether taking the document in changes, or changed, anything for the person. */
export const isChange = ({ fate, isTrashed }: FoundDocument): boolean => isNews(fate) || (fate === 'same' && isTrashed);

/** It is in the trash, or was, and taken in it is not. */
export const isPutBack = ({ fate, isTrashed }: FoundDocument): boolean => isTrashed && isTaken(fate);

/** The list is stored, sent and drawn again each time it is told of documents. */
const tellEveryMs = 2_000;
const showEveryMs = 200;

export function createOpening({ threads, library, now, readRoomLeft, sendBrought }: OpeningOptions): Opening {
  const state = createStore<OpeningState>(() => ({ name: 'looking', done: 0, total: 0 }));
  const [thread] = threads;
  const refusedFiles: RefusedFile[] = [];
  let items: FoundItem[] = [];
  const libraries: Uint8Array[] = [];
  let areFoldersRefused = false;
  let isStopped = false;
  let shownAt = Number.NEGATIVE_INFINITY;
  let untold: Parameters<typeof library.bringIn>[0][number][] = [];
  let telling: ReturnType<typeof setTimeout> | undefined;

  async function openAll(files: readonly ChosenFile[]): Promise<Item[]> {
    const opened: Item[] = [];
    for (const { name, file } of files) {
      const answer = await thread.run('open', file);
      const archive = answer.ok ? answer.value : answer;
      if (!archive.ok) {
        refusedFiles.push({ name, fault: archive.error });
        continue;
      }
      opened.push(...archive.value.documents.map((document) => ({ file, document })));
      if (archive.value.library !== undefined) await readLibrary(file, archive.value.library);
    }
    return opened;
  }

  async function readLibrary(file: Blob, archived: ArchivedState): Promise<void> {
    const read = await thread.run('readLibrary', file, archived);
    if (read.ok && read.value.ok) libraries.push(read.value.value);
    else areFoldersRefused = true;
  }

  async function look(files: readonly ChosenFile[]): Promise<void> {
    const opened = await openAll(files);
    const looked = new Map<Item, FoundItem>();
    await share(threads, opened, async (item, own) => {
      if (isStopped) return;
      showProgress({ name: 'looking', done: looked.size, total: opened.length });
      looked.set(item, await lookAt(item, own));
    });
    if (isStopped) return;
    const seen = new Set<DocumentId>();
    items = opened.flatMap((item) => {
      const found = looked.get(item);
      if (found === undefined) return [];
      // In two files, and in neither of them alone is it what it will be.
      const fate = found.fate === 'new' && seen.has(found.id) ? 'merged' : found.fate;
      seen.add(found.id);
      return { ...found, fate };
    });
    const missingBytes = missing(items, await readRoomLeft());
    state.setState({ name: 'found', missingBytes, ...findings() }, true);
  }

  /** Each step drawn takes as long as a document. */
  function showProgress(progress: OpeningState): void {
    if (now() - shownAt < showEveryMs) return;
    shownAt = now();
    state.setState(progress, true);
  }

  async function lookAt(item: Item, own: FileThread): Promise<FoundItem> {
    const { id, lacks, title } = item.document;
    const { fate, merging } = await run('look', item, own);
    const isTrashed = library.find(id)?.trashedAt !== undefined;
    return { ...item, id, lacks, title: merging?.title ?? title, fate, isTrashed };
  }

  async function bring(): Promise<void> {
    const total = items.filter(({ fate }) => isNews(fate)).length;
    let done = 0;
    state.setState({ name: 'bringing', done, total }, true);
    // First, so that what comes is in its folder at once, and keeps its place among the others.
    mergeLists();
    // The page may be gone before.
    addEventListener('pagehide', tell);
    const brought = new Map<FoundItem, Fate>();
    // One that is in two files is taken from one after the other.
    await share(threads, [...Map.groupBy(items, ({ id }) => id).values()], async (sameDocument, own) => {
      for (const item of sameDocument) {
        brought.set(item, await bringOne(item, own));
        if (!isNews(item.fate)) continue;
        done += 1;
        showProgress({ name: 'bringing', done, total });
      }
    });
    removeEventListener('pagehide', tell);
    tell();
    items = items.map((item) => ({ ...item, fate: brought.get(item) ?? item.fate }));
    state.setState({ name: 'done', ...findings() }, true);
    sendBrought();
  }

  /** A file takes nothing away: what its list says was deleted is in the trash afterwards, for the person to delete. */
  function mergeLists(): void {
    const { entries, trashed } = library.getSnapshot();
    for (const archived of libraries) library.mergeUpdate(archived, fromFile);
    for (const entry of [...entries, ...trashed])
      if (library.find(entry.id) === undefined) library.returnToTrash(entry.id, 'file', entry);
  }

  async function bringOne(item: FoundItem, own: FileThread): Promise<Fate> {
    if (isRefused(item.fate)) return item.fate;
    if (isNews(item.fate) && isStopped) return 'stopped';
    const { fate, merging }: Outcome = isNews(item.fate) ? await run('bring', item, own) : item;
    if (isRefused(fate)) return fate;
    const description = merging && describes(item.id, fate) ? toDescription(merging) : undefined;
    untold.push([item.id, description]);
    telling ??= setTimeout(tell, tellEveryMs);
    // By the page: the thread may be gone before it would have said so.
    if (isNews(fate)) noteStored(item.id);
    return fate;
  }

  /** A list that came along knows a new document already, with its own time of change. */
  const describes = (id: DocumentId, fate: Fate) =>
    fate === 'merged' || (fate === 'new' && library.find(id) === undefined);

  function tell(): void {
    clearTimeout(telling);
    telling = undefined;
    const told = untold;
    untold = [];
    if (told.length > 0) library.bringIn(told);
  }

  const toDescription = ({ title, excerpt }: Merging) => ({ title, excerpt, changedAt: now() });

  const findings = (): Findings => ({
    refusedFiles,
    folders: areFoldersRefused ? 'refused' : libraries.length > 0 ? 'come' : 'none',
    documents: items.map(({ id, title, fate, lacks, isTrashed }) => ({ id, title, fate, lacks, isTrashed })),
  });

  return {
    state,
    look,
    bring,
    stop() {
      isStopped = true;
    },
  };
}

async function run(name: 'look' | 'bring', { file, document }: Item, own: FileThread): Promise<Outcome> {
  const answer = await own.run(name, file, document);
  if (!answer.ok) return { fate: answer.error };
  return answer.value.ok
    ? { fate: answer.value.value.kind, merging: answer.value.value }
    : { fate: answer.value.error };
}

interface Outcome {
  readonly fate: Fate;
  readonly merging?: Merging;
}

/** Does something with each, as many at a time as there are threads. */
async function share<T>(
  threads: readonly FileThread[],
  all: readonly T[],
  work: (one: T, own: FileThread) => Promise<void>,
): Promise<void> {
  const waiting = all.values();
  await Promise.all(
    threads.map(async (own) => {
      for (const one of waiting) await work(one, own);
    }),
  );
}

/** Whose change of the list it is: this device's own, to be passed on. */
const fromFile = Symbol('from a file');

/** A database takes a little more than what is in it. */
const overhead = 1.2;

function missing(items: readonly FoundItem[], room: Pick<RoomLeft, 'availableBytes'> | undefined): number {
  const news = items.filter(({ fate }) => isNews(fate));
  const needed = news.reduce((sum, { document }) => sum + document.state.bytes, 0) * overhead;
  return room === undefined ? 0 : Math.max(0, needed - room.availableBytes);
}
