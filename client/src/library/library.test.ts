import 'fake-indexeddb/auto';
import { afterAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { stubPage } from '../fake-page.ts';
import { readExcerpt } from './excerpt.ts';
import { openLibrary } from './library.ts';
import { testEntry, testId } from './test-library.ts';

const page = stubPage();
// The next file in this worker has a page of its own, or none.
afterAll(() => void vi.unstubAllGlobals());

/** The next task of the event loop, also while timers stand still. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

async function ready(now: () => number) {
  const library = openLibrary(now);
  await vi.waitFor(() => expect(library.getSnapshot().phase).toBe('ready'));
  return library;
}

describe('the library', () => {
  it('[B1] lists documents by their last change, in every tab and after a restart', async () => {
    let nowMs = 1_000;
    const library = await ready(() => nowMs);
    library.add(testId(1));
    nowMs = 2_000;
    library.add(testId(2));
    library.add(testId(1));
    nowMs = 3_000;
    library.retitle(testId(1), 'Minutes');
    const expected = [
      testEntry({ id: testId(1), title: 'Minutes', changedAt: 3_000 }),
      testEntry({ id: testId(2), title: '', changedAt: 2_000 }),
    ];
    expect(library.getSnapshot().entries).toEqual(expected);
    await vi.waitFor(async () => expect((await ready(() => 0)).getSnapshot().entries).toEqual(expected));
  });

  it('[B2] follows an open document, and says it changed only when it did', async () => {
    let nowMs = 10_000;
    const library = await ready(() => nowMs);
    library.add(testId(3));
    const doc = new Y.Doc();
    nowMs = 11_000;
    const unfollow = library.follow(testId(3), doc);
    const entry = () => library.getSnapshot().entries.find(({ id }) => id === testId(3));
    expect(entry()?.changedAt).toBe(10_000);
    nowMs = 12_000;
    doc.getText('title').insert(0, 'Note');
    unfollow();
    expect(entry()).toMatchObject({ title: 'Note', changedAt: 12_000 });
  });

  it('[B2, C10] what arrived while nobody had it open is described, and no time of change goes back', async () => {
    const library = await ready(() => 5_000);
    const entry = (seed: number) => library.getSnapshot().entries.find(({ id }) => id === testId(seed));
    library.add(testId(61));
    library.add(testId(62));
    library.describe([
      [testId(61), { title: 'Later', excerpt: 'words', changedAt: 6_000 }],
      [testId(62), { title: 'Earlier', excerpt: '', changedAt: 4_000 }],
      [testId(63), { title: 'Nowhere', excerpt: '', changedAt: 6_000 }],
    ]);
    library.describe([[testId(61), { title: 'Same time', excerpt: 'words' }]]);
    expect(entry(61)).toMatchObject({ title: 'Same time', excerpt: 'words', changedAt: 6_000 });
    expect(entry(62)).toMatchObject({ title: 'Earlier', changedAt: 5_000 });
    expect(entry(63)).toBeUndefined();
  });

  it('[B2] a title is in the list when the frame that shows it has been made, without a pause', async () => {
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => draw());
    const library = await ready(() => 1);
    const followed = new Y.Doc();
    const stop = library.follow(testId(77), followed);
    library.add(testId(77));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    followed.getText('title').insert(0, 'Carnet');
    for (let turn = 0; turn < 20; turn += 1) await nextTask();
    expect(library.getSnapshot().entries.find(({ id }) => id === testId(77))?.title).toBe('Carnet');
    vi.useRealTimers();
    stop();
  });

  it('[B2] a page that is closed right after a change has described it', async () => {
    const library = await ready(() => 1);
    library.add(testId(5));
    const doc = new Y.Doc();
    library.follow(testId(5), doc);
    doc.getText('title').insert(0, 'Last words');
    page.dispatchEvent(new Event('pagehide'));
    expect(library.getSnapshot().entries.find(({ id }) => id === testId(5))?.title).toBe('Last words');
  });

  it('[B3] a removed document is gone, also when another tab still describes it', async () => {
    const library = await ready(() => 1);
    library.add(testId(4));
    library.remove([testId(4)]);
    library.retitle(testId(4), 'late');
    expect(library.getSnapshot().entries.map(({ id }) => id)).not.toContain(testId(4));
  });

  it('[B4] the excerpt is one line of text, cut between characters', () => {
    const content = new Y.Doc().getXmlFragment('content');
    const text = new Y.XmlText();
    content.insert(0, [new Y.XmlElement('paragraph'), new Y.XmlElement('paragraph')]);
    (content.get(1) as Y.XmlElement).insert(0, [text]);
    text.insert(0, `one\n two  ${'😀'.repeat(300)}`);
    const excerpt = readExcerpt(content);
    expect(excerpt.startsWith('one two 😀')).toBe(true);
    expect([...excerpt]).toHaveLength(161);
    expect(excerpt.isWellFormed()).toBe(true);
  });
});
