import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { discard, putBack } from '../../../document/recovery/put-back.ts';
import { writeAuthorName, writeRun } from '../../../document/recovery/recovered-entries.ts';
import { followOpenEntries, type OpenEntry } from './open-entries.ts';

const id = 'AAAAAAAAAA';

function documentWith(text: string): Y.Doc {
  const doc = new Y.Doc();
  const block = new Y.XmlElement('paragraph');
  block.setAttribute('id', id);
  block.insert(0, [new Y.XmlText(text)]);
  doc.getXmlFragment('content').insert(0, [block]);
  return doc;
}

function lose(doc: Y.Doc, clock: number, text: string, blockId: string, offset = 0): void {
  const place = { blockId, offset, before: '', after: '' };
  writeRun(doc, { client: 7, clock, text, origin: undefined, rightOrigin: undefined, place });
}

function follow(doc: Y.Doc, isOwnClient = (_client: number) => false) {
  const shown: OpenEntry[][] = [];
  const stop = followOpenEntries(doc, isOwnClient, (entries) => shown.push([...entries]));
  return { now: () => shown.at(-1) ?? [], stop };
}

describe('what the tray offers', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('[UI-TRAY] words that have a block to go back to only when their author has not put them back in time', () => {
    const doc = documentWith('A text that is rather long, so that its beginning only is shown to people');
    const { now, stop } = follow(doc);
    lose(doc, 1, 'lost', id, 6);
    expect(now()).toEqual([]);
    vi.advanceTimersByTime(3_900);
    expect(now()).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(now()).toMatchObject([{ passages: ['lost'], place: 'A text that is rather long, so that its…', offset: 6 }]);
    stop();
  });

  it('[UI-TRAY] words without a block as soon as it is known whose they are, else a little later all the same', () => {
    const doc = documentWith('text');
    const { now, stop } = follow(doc);
    lose(doc, 1, 'lost', 'BBBBBBBBBB');
    expect(now()).toEqual([]);
    writeAuthorName(doc, 7, 'Ana');
    expect(now()).toMatchObject([{ author: 'Ana', place: undefined }]);
    lose(doc, 50, 'also lost', 'CCCCCCCCCC');
    expect(now()).toHaveLength(2);
    stop();

    const unnamed = documentWith('text');
    const other = follow(unnamed);
    lose(unnamed, 1, 'lost', 'BBBBBBBBBB');
    vi.advanceTimersByTime(2_600);
    expect(other.now()).toMatchObject([{ author: undefined }]);
    other.stop();
  });

  it('[UI-TRAY] words that were written on this device as such, and without waiting for a name', () => {
    const doc = documentWith('text');
    lose(doc, 1, 'lost', 'BBBBBBBBBB');
    const { now, stop } = follow(doc, (client) => client === 7);
    expect(now()).toMatchObject([{ author: undefined, isOwn: true }]);
    stop();
  });

  it('[UI-TRAY] what one person lost in one block as one, and nothing twice or after it was decided', () => {
    const doc = documentWith('text');
    writeAuthorName(doc, 7, 'Ana');
    lose(doc, 1, 'first', 'BBBBBBBBBB', 0);
    lose(doc, 20, 'second', 'BBBBBBBBBB', 9);
    lose(doc, 40, 'third', 'CCCCCCCCCC', 0);
    const { now, stop } = follow(doc);
    expect(now().map(({ passages }) => passages)).toEqual([['first', 'second'], ['third']]);
    putBack(doc, now()[0]?.keys ?? []);
    expect(now().map(({ passages }) => passages)).toEqual([['third']]);
    discard(doc, now()[0]?.keys ?? []);
    expect(now()).toEqual([]);
    stop();
  });

  it('[UI-TRAY] says where words would go as the text is now', () => {
    const doc = documentWith('text');
    writeAuthorName(doc, 7, 'Ana');
    lose(doc, 1, 'lost', id);
    const { now, stop } = follow(doc);
    vi.advanceTimersByTime(4_100);
    expect(now()).toMatchObject([{ place: 'text' }]);
    doc.getXmlFragment('content').delete(0, 1);
    vi.advanceTimersByTime(600);
    expect(now()).toMatchObject([{ place: undefined }]);
    stop();
    lose(doc, 90, 'more', id);
    vi.advanceTimersByTime(10_000);
    expect(now()).toHaveLength(1);
  });
});
