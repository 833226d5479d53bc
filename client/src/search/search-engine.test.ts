import 'fake-indexeddb/auto';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { stubPage } from '../fake-page.ts';
import { deleteFromDevice } from '../storage/device.ts';
import { openSearchStore } from '../storage/search-store.ts';
import { idOf, openWindow, origin, paragraph, writeDocument } from './test-search.ts';

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
    await writeDocument(idOf(51), { blocks: [paragraph(['here', linkTo(59)])] });
    await until(async () => expect(await linkedFrom(search, 59)).toEqual([[idOf(51), 'here']]));
  });
});
