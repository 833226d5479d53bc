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
  readonly work: Pick<FileWork, 'run'>;
  readonly library: Pick<Library, 'add' | 'describe' | 'find' | 'mergeUpdate'>;
  readonly now: () => number;
  readonly readRoomLeft: () => Promise<Pick<RoomLeft, 'availableBytes'> | undefined>;
}

interface Item {
  readonly file: Blob;
  readonly document: ArchivedDocument;
}

export const isNews = (fate: Fate): boolean => fate === 'new' || fate === 'merged';
export const isRefused = (fate: Fate): boolean => !isNews(fate) && fate !== 'same' && fate !== 'stopped';

export function createOpening({ work, library, now, readRoomLeft }: OpeningOptions): Opening {
  const state = createStore<OpeningState>(() => ({ name: 'looking', done: 0, total: 0 }));
  const refusedFiles: RefusedFile[] = [];
  let items: (Item & FoundDocument)[] = [];
  const libraries: Uint8Array[] = [];
  let areFoldersRefused = false;
  let isStopped = false;

  async function openAll(files: readonly ChosenFile[]): Promise<Item[]> {
    const opened: Item[] = [];
    for (const { name, file } of files) {
      const answer = await work.run('open', file);
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
    const read = await work.run('readLibrary', file, archived);
    if (read.ok && read.value.ok) libraries.push(read.value.value);
    else areFoldersRefused = true;
  }

  async function run(name: 'look' | 'bring', { file, document }: Item): Promise<{ fate: Fate; merging?: Merging }> {
    const answer = await work.run(name, file, document);
    if (!answer.ok) return { fate: answer.error };
    return answer.value.ok
      ? { fate: answer.value.value.kind, merging: answer.value.value }
      : { fate: answer.value.error };
  }

  async function look(files: readonly ChosenFile[]): Promise<void> {
    const opened = await openAll(files);
    const seen = new Set<DocumentId>();
    items = [];
    for (const [done, item] of opened.entries()) {
      if (isStopped) return;
      state.setState({ name: 'looking', done, total: opened.length }, true);
      const { id, lacks, title } = item.document;
      const { fate, merging } = await run('look', item);
      // In two files, and in neither of them alone is it what it will be.
      items.push({
        ...item,
        id,
        lacks,
        title: merging?.title ?? title,
        fate: fate === 'new' && seen.has(id) ? 'merged' : fate,
      });
      seen.add(id);
    }
    const missingBytes = missing(items, await readRoomLeft());
    state.setState({ name: 'found', missingBytes, ...findings() }, true);
  }

  async function bring(): Promise<void> {
    const total = items.filter(({ fate }) => isNews(fate)).length;
    let done = 0;
    // First, so that what comes is in its folder at once, and keeps its place among the others.
    for (const state of libraries) library.mergeUpdate(state, fromFile);
    const brought: typeof items = [];
    for (const item of items) {
      if (isNews(item.fate)) state.setState({ name: 'bringing', done, total }, true);
      const fate = isNews(item.fate) ? await bringOne(item) : item.fate;
      if (isNews(item.fate)) done += 1;
      // What was already here is put on the list too, if it is not.
      if (fate === 'same') library.add(item.id);
      brought.push({ ...item, fate });
    }
    items = brought;
    state.setState({ name: 'done', ...findings() }, true);
  }

  async function bringOne(item: Item & FoundDocument): Promise<Fate> {
    if (isStopped) return 'stopped';
    const { fate, merging } = await run('bring', item);
    if (merging === undefined) return fate;
    const isDescribed = library.find(item.id) !== undefined;
    library.add(item.id);
    if (fate === 'same') return fate;
    if (fate === 'merged' || !isDescribed) {
      const { title, excerpt } = merging;
      library.describe([[item.id, { title, excerpt, changedAt: now() }]]);
    }
    // By the page: the thread may be gone before it would have said so.
    noteStored(item.id);
    return fate;
  }

  const findings = (): Findings => ({
    refusedFiles,
    folders: areFoldersRefused ? 'refused' : libraries.length > 0 ? 'come' : 'none',
    documents: items.map(({ id, title, fate, lacks }) => ({ id, title, fate, lacks })),
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

/** Whose change of the list it is: this device's own, to be passed on. */
const fromFile = Symbol('from a file');

/** A database takes a little more than what is in it. */
const overhead = 1.2;

function missing(items: readonly (Item & FoundDocument)[], room: Pick<RoomLeft, 'availableBytes'> | undefined): number {
  const news = items.filter(({ fate }) => isNews(fate));
  const needed = news.reduce((sum, { document }) => sum + document.state.bytes, 0) * overhead;
  return room === undefined ? 0 : Math.max(0, needed - room.availableBytes);
}
