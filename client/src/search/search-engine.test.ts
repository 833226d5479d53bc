import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { stubPage } from '../fake-page.ts';
import { deleteFromDevice } from '../storage/device.ts';
import { openSearchStore } from '../storage/search-store.ts';
import { readDocument } from './read-document.ts';
import { damageRows, idOf, openWindow, origin, paragraph, rowsOf, writeDocument } from './test-search.ts';

stubPage();
afterAll(() => void vi.unstubAllGlobals());

const windows: Awaited<ReturnType<typeof openWindow>>[] = [];
afterEach(() => {
  for (const { close } of windows.splice(0)) close();
});

async function window() {
  const opened = await openWindow();
  windows.push(opened);
  return opened;
}

type SearchWindow = Awaited<ReturnType<typeof openWindow>>;

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 10 });
const untilRead = (search: SearchWindow) => until(() => expect(search.state().phase).toBe('ready'));
const linkTo = (seed: number) => ({ link: { href: `${origin}/d/${idOf(seed)}` } });

async function linkedFrom(search: SearchWindow, seed: number) {
  const answer = await search.ask({ name: 'linksTo', id: idOf(seed) });
  return (answer.name === 'linksTo' ? answer.links : []).map(({ from, passage }) => [
    from,
    passage.parts.map(({ text }) => text).join('|'),
  ]);
}

describe('the words of a document', () => {
  it('[Q1] are found in the forms of the language of their paragraph, whatever the document says of itself', async () => {
    await writeDocument(idOf(61), {
      language: 'fr',
      blocks: [
        paragraph('Les travaux de la mairie sont dans le centre, et le maire est là.'),
        paragraph('The policies of the office are on the table, and the mayor is there.'),
      ],
    });
    const search = await window();
    await search.list(idOf(61));
    await search.gather();
    await untilRead(search);
    for (const [question, words] of [
      ['travail ', 'travaux'],
      ['policy ', 'policies'],
    ] as const) {
      await until(async () => expect(await search.finds(question)).toMatchObject({ count: 1, isExact: true }));
      const [found] = (await search.finds(question)).found;
      expect(found?.passage?.parts.find(({ isFound }) => isFound)?.text).toBe(words);
    }
    expect(await search.finds('policie ')).toMatchObject({ isExact: false });
  });

  it('[Q4] are bounded where they are its title too', async () => {
    await writeDocument(idOf(63), { title: 'x'.repeat(5_000), blocks: [] });
    const { title } = await readDocument(idOf(63));
    expect(title).toHaveLength(2_000);
  });

  it('[Q2] are read beside damaged rows, which say nothing, and reading changes nothing', async () => {
    for (const words of ['others stay', 'spoilt words']) await writeDocument(idOf(62), { blocks: [paragraph(words)] });
    const rows = await damageRows(idOf(62), 'spoilt');
    const search = await window();
    await search.list(idOf(62));
    await search.gather();
    await untilRead(search);
    await until(async () => expect((await search.finds('"others stay"')).count).toBe(1));
    // One bit away from the s.
    for (const word of ['"spoilt"', '"rpoilt"']) expect((await search.finds(word)).found).toEqual([]);
    expect(await rowsOf(idOf(62))).toEqual(rows);
  });
});

describe('the search database', () => {
  /** What another build, or a disk, may have left under its name. */
  const left = (version: number, upgrade: (database: IDBDatabase) => void) =>
    new Promise<void>((resolve) => {
      const opening = indexedDB.open('ecritoire-search-1', version);
      opening.onupgradeneeded = () => upgrade(opening.result);
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });

  async function readsAnew(seed: number) {
    await writeDocument(idOf(seed), { blocks: [paragraph('words of today')] });
    const search = await window();
    await search.list(idOf(seed));
    await search.gather();
    await untilRead(search);
    await until(async () => expect((await search.finds('today')).count).toBe(1));
    expect(await linkedFrom(search, seed)).toEqual([]);
  }

  it.each<readonly [which: string, version: number, upgrade: (database: IDBDatabase) => void]>([
    ['of a later version', 7, () => undefined],
    ['without a part of it', 1, (database) => void database.createObjectStore('texts')],
    [
      'without its index of links',
      1,
      (database) => {
        for (const name of ['texts', 'marks']) database.createObjectStore(name, { keyPath: 'id' });
        database.createObjectStore('snapshots');
      },
    ],
  ])('[Q9] %s is made again from the documents', async (_which, version, upgrade) => {
    await deleteDB('ecritoire-search-1');
    await left(version, upgrade);
    await readsAnew(71);
  });

  it('[Q9] of which a text cannot be read is deleted, and the next engine makes it again', async () => {
    await deleteDB('ecritoire-search-1');
    await readsAnew(72);
    for (const { close } of windows.splice(0)) close();
    const ended = vi.fn();
    const search = await openWindow(ended);
    windows.push(search);
    await search.list(idOf(72));
    const get = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
      throw new DOMException('Failed to read large IndexedDB value', 'NotReadableError');
    });
    void search.finds('today');
    await until(() => expect(ended).toHaveBeenCalled());
    get.mockRestore();
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('ecritoire-search-1');
    await readsAnew(72);
  });
});

describe('the index of links', () => {
  it('[Q3] tells which documents link to one, each with the sentence around the link', async () => {
    await writeDocument(idOf(1), {
      blocks: [paragraph('One. Please read ', ['the report', linkTo(9)], ' today. Bye.')],
    });
    await writeDocument(idOf(2), { blocks: [paragraph('nothing')] });
    const search = await window();
    await search.list(idOf(1), idOf(2));
    await search.gather();
    await untilRead(search);
    expect(await linkedFrom(search, 9)).toEqual([[idOf(1), 'Please read |the report| today.']]);
    expect(await linkedFrom(search, 2)).toEqual([]);
  });

  it('[Q5] follows what is stored later, in every window, also in those that do not gather', async () => {
    await writeDocument(idOf(11), { blocks: [paragraph('nothing')] });
    const gathering = await window();
    const other = await window();
    for (const each of [gathering, other]) await each.list(idOf(11));
    await gathering.gather();
    for (const each of [gathering, other]) await untilRead(each);
    const { revision } = other.state();
    await writeDocument(idOf(11), { blocks: [paragraph(['here', linkTo(19)])] });
    await until(() => expect(other.state().revision).toBeGreaterThan(revision));
    expect(await linkedFrom(other, 19)).toEqual([[idOf(11), 'here']]);
  });

  it('[Q5] sees at the next start what changed while no window was open', async () => {
    await writeDocument(idOf(21), { blocks: [paragraph('nothing')] });
    const first = await window();
    await first.list(idOf(21));
    await first.gather();
    await untilRead(first);
    first.close();
    await writeDocument(idOf(21), { blocks: [paragraph(['here', linkTo(29)])] });
    const second = await window();
    await second.list(idOf(21));
    await second.gather();
    await until(async () => expect(await linkedFrom(second, 29)).toEqual([[idOf(21), 'here']]));
  });

  it('[Q6] a document that is deleted from this device leaves no word behind', async () => {
    await writeDocument(idOf(31), { title: 'Secret', blocks: [paragraph(['hidden', linkTo(39)])] });
    const search = await window();
    await search.list(idOf(31));
    await search.gather();
    await untilRead(search);
    expect((await deleteFromDevice(idOf(31))).ok).toBe(true);
    expect(await linkedFrom(search, 39)).toEqual([]);
    const store = await openSearchStore();
    expect(await store.texts([idOf(31)])).toEqual([undefined]);
    expect(await store.snapshot()).toBeUndefined();
    store.close();
  });

  it('[Q6] a document that is deleted is neither shown nor counted by a window that knows its words, also where no window gathers yet', async () => {
    await writeDocument(idOf(32), { title: 'Secret', blocks: [paragraph('hidden treasure')] });
    const first = await window();
    await first.list(idOf(32));
    await first.gather();
    await untilRead(first);
    const second = await window();
    await second.list(idOf(32));
    await until(async () => expect((await second.finds('treasure')).count).toBe(1));
    first.close();
    expect((await deleteFromDevice(idOf(32))).ok).toBe(true);
    await until(async () => expect(await second.finds('treasure')).toMatchObject({ count: 0, found: [] }));
  });

  it('[Q6] a document that was taken off the list while no window was open is forgotten', async () => {
    await writeDocument(idOf(41), { blocks: [paragraph(['gone', linkTo(49)])] });
    const first = await window();
    await first.list(idOf(41));
    await first.gather();
    await untilRead(first);
    first.close();
    const second = await window();
    await second.list();
    await second.gather();
    await until(async () => expect(await linkedFrom(second, 49)).toEqual([]));
  });

  it('[Q5] a document that is listed and not on this device counts as read, and is read when it comes', async () => {
    const search = await window();
    await search.list(idOf(51));
    await search.gather();
    await untilRead(search);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(idOf(51));
    await writeDocument(idOf(51), { blocks: [paragraph(['here', linkTo(59)])] });
    await until(async () => expect(await linkedFrom(search, 59)).toEqual([[idOf(51), 'here']]));
  });
});
