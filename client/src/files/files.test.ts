import 'fake-indexeddb/auto';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { readRecoveredWords } from '../document/recovery/recovered-words.ts';
import { readUnsavedWork } from '../storage/device.ts';
import { injectFaults } from '../storage/faulty-database.ts';
import { openUpdateStore } from '../storage/update-store.ts';
import { createFileTasks } from './file-tasks.ts';
import {
  bringAll,
  fileOf,
  forget,
  idOf,
  openSound,
  rowsOf,
  someDocument,
  someState,
  storedDoc,
  wordsOf,
} from './test-files.ts';

afterAll(() => void vi.unstubAllGlobals());

/** Keeps an update as a page does that has the document open. */
async function keep(seed: number, update: Uint8Array, session = '1'): Promise<void> {
  const store = openUpdateStore({
    name: idOf(seed),
    session,
    encodeEverything: () => update,
    now: Date.now,
    soon: (work) => work(),
  });
  await store.append(update, 'received');
  await store.close();
}

async function packed(...seeds: readonly number[]): Promise<Blob> {
  const tasks = createFileTasks();
  await tasks.begin('Écritoire', 0);
  for (const seed of seeds) expect(await tasks.pack(idOf(seed))).toMatchObject({ ok: true });
  return tasks.finish();
}

const textIn = (doc: Y.Doc): Y.XmlText => {
  const paragraph = doc.getXmlFragment('content').get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error('No text');
  return text;
};

describe('saving and opening', () => {
  it('[F1] a document comes back as it was, on a device that does not have it', async () => {
    const doc = someDocument('Minutes', 'The council met.');
    await keep(1, Y.encodeStateAsUpdate(doc));
    const file = await packed(1);
    await forget(idOf(1));
    expect(await bringAll(file)).toEqual([
      { ok: true, value: { kind: 'new', title: 'Minutes', excerpt: 'The council met.' } },
    ]);
    expect(Y.encodeStateAsUpdate(await storedDoc(idOf(1)))).toEqual(Y.encodeStateAsUpdate(doc));
  });

  it('[F2] any program that unpacks ZIP gives the words, in order, under names that every system takes', async () => {
    await keep(11, Y.encodeStateAsUpdate(someDocument('Réunion', 'One *two*')));
    await keep(12, Y.encodeStateAsUpdate(someDocument('réunion', 'Three')));
    await keep(13, Y.encodeStateAsUpdate(someDocument('../../etc/passwd', 'Four')));
    const file = await packed(11, 12, 13);
    const unpacked = unzipSync(new Uint8Array(await file.arrayBuffer()));
    expect(Object.keys(unpacked)).toEqual([
      'mimetype',
      `documents/${idOf(11)}.yjs`,
      'texts/Réunion.md',
      `documents/${idOf(12)}.yjs`,
      'texts/réunion (2).md',
      `documents/${idOf(13)}.yjs`,
      'texts/etc passwd.md',
      'manifest.json',
    ]);
    expect(new TextDecoder().decode(unpacked['texts/Réunion.md'])).toBe('# Réunion\n\nOne \\*two\\*\n');
  });

  it('[F3] the same documents at the same time make the same bytes', async () => {
    await keep(14, Y.encodeStateAsUpdate(someDocument('A', 'b')));
    const bytes = async () => new Uint8Array(await (await packed(14)).arrayBuffer());
    expect(await bytes()).toEqual(await bytes());
  });

  it('[F10] looking changes nothing, and creates nothing', async () => {
    const file = fileOf([idOf(2), Y.encodeStateAsUpdate(someDocument('New', 'words'))]);
    const { documents } = await openSound(file);
    const looked = await createFileTasks().look(file, documents[0] ?? expect.fail());
    expect(looked).toMatchObject({ ok: true, value: { kind: 'new' } });
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(idOf(2));
  });

  it('[F11] both sides keep their words, and a second opening adds nothing', async () => {
    const mine = someDocument('Minutes', 'start');
    const theirs = new Y.Doc();
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
    textIn(mine).insert(0, 'mine ');
    textIn(theirs).insert(5, ' theirs');
    await keep(3, Y.encodeStateAsUpdate(mine));
    const file = fileOf([idOf(3), Y.encodeStateAsUpdate(theirs)]);
    expect(await bringAll(file)).toMatchObject([{ ok: true, value: { kind: 'merged' } }]);
    expect(wordsOf(await storedDoc(idOf(3)))).toContain('mine start theirs');
    const rows = await rowsOf(idOf(3));
    expect(await bringAll(file)).toMatchObject([{ ok: true, value: { kind: 'same' } }]);
    expect(await rowsOf(idOf(3))).toEqual(rows);
  });

  it('[F12] what came by file counts as unsent until a relay has confirmed it', async () => {
    const file = fileOf([idOf(4), Y.encodeStateAsUpdate(someDocument('Minutes', 'words'))]);
    expect(await readUnsavedWork(idOf(4))).toBeUndefined();
    await bringAll(file);
    expect(await readUnsavedWork(idOf(4))).toBeGreaterThan(0);
  });

  it('[F13] words that die by the merge are recorded in the very row that names the deletions', async () => {
    const mine = someDocument('Minutes', 'start');
    const theirs = new Y.Doc();
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
    textIn(mine).insert(5, ' PRECIOUS');
    theirs.getXmlFragment('content').delete(0, 1);
    await keep(5, Y.encodeStateAsUpdate(mine));
    await bringAll(fileOf([idOf(5), Y.encodeStateAsUpdate(theirs)]));
    expect(readRecoveredWords(await storedDoc(idOf(5)))).toMatchObject([{ text: ' PRECIOUS', state: 'open' }]);
    const revealing = (await rowsOf(idOf(5))).filter((row) => Y.decodeUpdate(row).ds.clients.size > 0);
    expect(revealing).toHaveLength(1);
    expect(new TextDecoder().decode(revealing[0])).toContain('PRECIOUS');
  });

  it('[F13] words that died before the file was made and nobody has recorded are in it', async () => {
    const before = someDocument('Minutes', 'start');
    const ana = new Y.Doc();
    const bob = new Y.Doc();
    for (const doc of [ana, bob]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(before));
    textIn(ana).insert(5, ' PRECIOUS');
    bob.getXmlFragment('content').delete(0, 1);
    await keep(6, Y.encodeStateAsUpdate(bob));
    await keep(6, Y.encodeStateAsUpdate(ana));
    const file = await packed(6);
    await forget(idOf(6));
    await bringAll(file);
    expect(readRecoveredWords(await storedDoc(idOf(6)))).toMatchObject([{ text: ' PRECIOUS', state: 'open' }]);
  });

  it('[F14] what waits for a change that is not here goes along, and finds its place where that change is', async () => {
    const updates: Uint8Array[] = [];
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const text = doc.getText('title');
    text.insert(0, 'one ');
    text.insert(4, 'two ');
    text.insert(8, 'three');
    const [one, two, three] = updates;
    if (one === undefined || two === undefined || three === undefined) throw new Error('Three changes');
    await keep(7, one);
    await keep(7, three);
    const tasks = createFileTasks();
    await tasks.begin('Écritoire', 0);
    expect(await tasks.pack(idOf(7))).toEqual({ ok: true, value: ['waiting'] });
    const file = await tasks.finish();
    await forget(idOf(7));
    expect(await bringAll(file)).toMatchObject([{ ok: true, value: { kind: 'new', title: 'one ' } }]);
    expect(await bringAll(file)).toMatchObject([{ ok: true, value: { kind: 'same' } }]);
    await keep(7, two);
    expect((await storedDoc(idOf(7))).getText('title').toString()).toBe('one two three');
  });

  it('[F15] a tab that has the document open hears what came', async () => {
    const channel = new BroadcastChannel(`ecritoire:${idOf(8)}`);
    const heard = new Promise<MessageEvent>((resolve) => channel.addEventListener('message', resolve));
    const doc = someDocument('Minutes', 'words');
    await bringAll(fileOf([idOf(8), Y.encodeStateAsUpdate(doc)]));
    const { data } = await heard;
    channel.close();
    expect(data).toMatchObject({ type: 'update', isStored: true });
    const tab = new Y.Doc();
    Y.applyUpdate(tab, data.update);
    expect(wordsOf(tab)).toContain('words');
  });

  it('[F9] what cannot be read here is said to be missing, and the rest is in the file', async () => {
    const doc = someDocument('Minutes', 'words');
    await keep(9, Y.encodeStateAsUpdate(doc));
    const { openDB } = await import('idb');
    const database = await openDB(idOf(9));
    await database.add('updates', Uint8Array.of(9, 9, 9));
    database.close();
    const tasks = createFileTasks();
    await tasks.begin('Écritoire', 0);
    expect(await tasks.pack(idOf(9))).toEqual({ ok: true, value: ['damaged'] });
    const { documents } = await openSound(await tasks.finish());
    expect(documents).toMatchObject([{ id: idOf(9), lacks: ['damaged'] }]);
    expect(await tasks.begin('', 0)).toBeUndefined();
    expect(await tasks.pack(idOf(99))).toEqual({ ok: false, error: 'absent' });
  });

  it('[F16] on a full disk each document is whole or untouched, and opening the file again does the rest', async () => {
    const file = fileOf([idOf(17), someState], [idOf(18), someState]);
    const { documents } = await openSound(file);
    const [first, second] = documents;
    if (first === undefined || second === undefined) throw new Error('Two documents');
    const tasks = createFileTasks();
    expect(await tasks.bring(file, first)).toMatchObject({ ok: true });
    injectFaults(() => 'full');
    expect(await tasks.bring(file, second)).toEqual({ ok: false, error: 'quota-exceeded' });
    vi.restoreAllMocks();
    expect(await rowsOf(idOf(18))).toEqual([]);
    expect(await bringAll(file)).toMatchObject([{ value: { kind: 'same' } }, { value: { kind: 'new' } }]);
    expect(wordsOf(await storedDoc(idOf(18)))).toBe(wordsOf(await storedDoc(idOf(17))));
  });

  it('[F4] the list with its folders goes along with all documents, and is looked at like one', async () => {
    await keep(16, Y.encodeStateAsUpdate(someDocument('Minutes', 'words')));
    const library = new Y.Doc();
    library.getMap('folders').set('f/name', 'Council');
    const state = Y.encodeStateAsUpdate(library);
    const fileWith = async (bytes: Uint8Array) => {
      const tasks = createFileTasks();
      await tasks.begin('Écritoire', 0);
      await tasks.pack(idOf(16));
      const file = await tasks.finish(bytes);
      const { library: archived } = await openSound(file);
      return archived === undefined ? undefined : tasks.readLibrary(file, archived);
    };
    expect(await fileWith(state)).toEqual({ ok: true, value: state });
    expect(await fileWith(Uint8Array.of(1, 2, 3))).toEqual({ ok: false, error: 'no-document' });
    expect((await openSound(await packed(16))).library).toBeUndefined();
  });

  it('[F9] words that the device could not store are in the file of an open document', async () => {
    const doc = someDocument('Minutes', 'stored');
    await keep(10, Y.encodeStateAsUpdate(doc));
    textIn(doc).insert(6, ' and typed');
    const tasks = createFileTasks();
    await tasks.begin('Écritoire', 0);
    await tasks.pack(idOf(10), Y.encodeStateAsUpdate(doc));
    const file = await tasks.finish();
    await forget(idOf(10));
    expect(await bringAll(file)).toMatchObject([{ ok: true, value: { excerpt: 'stored and typed' } }]);
  });
});
