import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { discard, findOffset, putBack, recoveryOrigin } from './put-back.ts';
import { type LostRun, recoveredOf, textEnd, textStart, writeRun } from './recovered-entries.ts';
import { readRecoveredWords } from './recovered-words.ts';
import { restoreOwnWords } from './restore-own-words.ts';
import { settleDuplicates } from './settle-duplicates.ts';

const lost = (client: number, clock: number, text: string, offset: number, more: Partial<LostRun> = {}): LostRun => ({
  client,
  clock,
  text,
  origin: undefined,
  rightOrigin: undefined,
  place: {
    blockId: 'paragraph1',
    offset,
    before: `${textStart}alpha beta`.slice(0, offset + 1),
    after: 'alpha beta'.slice(offset) + textEnd,
  },
  ...more,
});

function open(client: number, words: string, ...runs: readonly LostRun[]): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = client;
  const paragraph = new Y.XmlElement('paragraph');
  doc.getXmlFragment('content').insert(0, [paragraph]);
  paragraph.setAttribute('id', 'paragraph1');
  if (words !== '') paragraph.insert(0, [new Y.XmlText(words)]);
  doc.transact(() => {
    for (const run of runs) writeRun(doc, run);
  });
  return doc;
}

function copyOf(doc: Y.Doc, client: number): Y.Doc {
  const copy = new Y.Doc();
  copy.clientID = client;
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function meet(...docs: readonly Y.Doc[]): void {
  for (const from of docs) for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
}

const keysOf = (doc: Y.Doc) => readRecoveredWords(doc).map(({ key }) => key);
const statesOf = (doc: Y.Doc) => readRecoveredWords(doc).map(({ text, state }) => [text, state]);
const textOf = (doc: Y.Doc) =>
  doc
    .getXmlFragment('content')
    .toString()
    .replaceAll(/<[^>]*>/g, '|')
    .replaceAll(/\|+/g, '|');
const undoOf = (doc: Y.Doc) =>
  new Y.UndoManager([doc.getXmlFragment('content'), recoveredOf(doc)], { trackedOrigins: new Set([recoveryOrigin]) });

describe('recovered words', () => {
  it('[M5] go back where they stood, and say that they are back', () => {
    const doc = open(1, 'alpha beta', lost(7, 0, 'LOST ', 6), lost(7, 9, '!', 10));
    putBack(doc, keysOf(doc));
    expect(textOf(doc)).toBe('|alpha LOST beta!|');
    expect(statesOf(doc)).toEqual([
      ['LOST ', 'restored'],
      ['!', 'restored'],
    ]);
    putBack(doc, keysOf(doc));
    expect(textOf(doc)).toBe('|alpha LOST beta!|');
  });

  it('[M5] find their neighbours again in a text that went on changing', () => {
    const doc = open(1, 'Yesterday alpha gamma beta', lost(7, 0, 'LOST ', 6));
    putBack(doc, keysOf(doc));
    expect(textOf(doc)).toBe('|Yesterday alpha gamma LOST beta|');
    const place = { blockId: '', offset: 0, before: textStart, after: 'x' };
    expect(findOffset('aaaa', place)).toBe(0);
    expect(findOffset('', { ...place, offset: 99 })).toBe(0);
  });

  it('[M5] go into an empty paragraph, and between the objects of a line', () => {
    const empty = open(1, '', lost(7, 0, 'LOST', 0));
    putBack(empty, keysOf(empty));
    expect(textOf(empty)).toBe('|LOST|');
    const place = { blockId: 'paragraph1', offset: 7, before: 'alpha \ufffc', after: `beta${textEnd}` };
    const doc = open(1, 'alpha ', lost(7, 0, 'LOST', 7, { place }));
    const [paragraph] = doc.getXmlFragment('content').toArray();
    if (!(paragraph instanceof Y.XmlElement)) throw new Error('There is no paragraph');
    paragraph.insert(1, [new Y.XmlElement('hardBreak'), new Y.XmlText('beta')]);
    putBack(doc, keysOf(doc));
    expect(textOf(doc)).toBe('|alpha |LOSTbeta|');
  });

  it('[M5] without a living block make a paragraph of their own at the end', () => {
    const place = { blockId: 'gone000000', offset: 3, before: '', after: '' };
    const doc = open(1, 'alpha', lost(7, 0, 'LOST', 0, { place }), lost(8, 0, 'TOO', 0, { place: undefined }));
    putBack(doc, keysOf(doc));
    expect(textOf(doc)).toMatch(/^\|alpha\|(LOST\|TOO|TOO\|LOST)\|$/);
  });

  it('[M5] and their mark are undone and done again together', () => {
    const doc = open(1, 'alpha beta', lost(7, 0, 'LOST ', 6));
    const undo = undoOf(doc);
    putBack(doc, keysOf(doc));
    undo.undo();
    expect([textOf(doc), statesOf(doc)]).toEqual(['|alpha beta|', [['LOST ', 'open']]]);
    undo.redo();
    expect([textOf(doc), statesOf(doc)]).toEqual(['|alpha LOST beta|', [['LOST ', 'restored']]]);
    undo.undo();
    discard(doc, keysOf(doc));
    expect(statesOf(doc)).toEqual([['LOST ', 'discarded']]);
    undo.undo();
    expect(statesOf(doc)).toEqual([['LOST ', 'open']]);
  });

  it('[M6] put back by two who did not know of each other are there once, on every device', () => {
    const ana = open(1, 'alpha beta', lost(7, 0, 'LOST ', 6));
    const bob = copyOf(ana, 2);
    putBack(ana, keysOf(ana));
    putBack(bob, keysOf(bob));
    meet(ana, bob);
    expect(textOf(ana)).toBe('|alpha LOST LOST beta|');
    for (const doc of [ana, bob]) doc.transact(() => settleDuplicates(doc));
    meet(ana, bob);
    for (const doc of [ana, bob]) {
      expect([textOf(doc), statesOf(doc)]).toEqual(['|alpha LOST beta|', [['LOST ', 'restored']]]);
      expect(doc.transact(() => settleDuplicates(doc))).toBe(false);
    }
  });

  it('[M6] recorded again by somebody who did not know that they are back stay back', () => {
    const ana = open(1, 'alpha beta', lost(7, 0, 'LOST ', 6));
    const bob = open(2, '');
    writeRun(bob, lost(7, 0, 'LOST ', 0, { place: undefined }));
    putBack(ana, keysOf(ana));
    meet(ana, bob);
    expect(statesOf(ana)).toEqual([['LOST ', 'restored']]);
  });

  it('[M7] recorded in pieces cut differently are read once, with what the best of them knows', () => {
    const whole = lost(7, 0, 'abcdef', 6);
    const doc = open(1, '', whole, lost(7, 2, 'cd', 0, { place: undefined, origin: '7:1' }));
    writeRun(doc, lost(7, 4, 'efgh', 6, { origin: '7:3' }));
    expect(readRecoveredWords(doc).map(({ key, text, offset }) => [key, text, offset])).toEqual([
      ['7:0', 'abcdefgh', 6],
    ]);
  });

  it('[M7] of two authors at one place stay apart and in the order of the text, whoever puts which back first', () => {
    const runs = [
      lost(8, 0, 'B', 6),
      lost(7, 0, 'aa', 6, { rightOrigin: '8:0' }),
      lost(7, 2, 'cc', 6, { origin: '8:0' }),
    ];
    for (const order of [
      [8, 7],
      [7, 8],
    ]) {
      const doc = open(1, 'alpha beta', ...runs);
      for (const client of order) restoreOwnWords(doc, (candidate) => candidate === client, undefined);
      expect(textOf(doc)).toBe('|alpha aaBccbeta|');
    }
  });

  it('[M8] have one turn on the author’s device: what a person has taken back stays so', () => {
    const doc = open(1, 'alpha beta', lost(7, 0, 'LOST ', 6), lost(9, 0, 'FOREIGN', 6));
    const undo = undoOf(doc);
    const turn = () => restoreOwnWords(doc, (client) => client === 7, 'Ana');
    turn();
    expect(textOf(doc)).toBe('|alpha LOST beta|');
    expect(readRecoveredWords(doc).find(({ client }) => client === 7)).toMatchObject({
      author: 'Ana',
      state: 'restored',
    });
    undo.undo();
    turn();
    expect(textOf(doc)).toBe('|alpha beta|');
    expect(statesOf(doc)).toEqual(expect.arrayContaining([['LOST ', 'open']]));
  });

  it('[M8] whose block is gone are left for people to decide', () => {
    const place = { blockId: 'gone000000', offset: 3, before: '', after: '' };
    const doc = open(1, 'alpha', lost(7, 0, 'LOST', 0, { place }));
    restoreOwnWords(doc, () => true, 'Ana');
    expect([textOf(doc), statesOf(doc)]).toEqual(['|alpha|', [['LOST', 'open']]]);
  });

  it('[M9] are read past anything that makes no sense', () => {
    const doc = open(1, 'alpha', lost(7, 0, 'LOST', 0));
    const entries: [string, unknown][] = [
      ['7:0/restored/2', { length: -1, at: 'x' }],
      ['7:1/restored/3', { length: 1e15, at: 0 }],
      ['nonsense', { text: 'x' }],
      ['8:0', 'text'],
      ['8:1', { text: '' }],
      ['8:2', { text: 'kept', origin: 5, blockId: 7, offset: -1 }],
      ['8:2/discarded', 1e300],
      ['author:8', { name: 'x' }],
      ['__proto__', { text: 'x' }],
    ];
    for (const [key, value] of entries) recoveredOf(doc).set(key, value);
    expect(readRecoveredWords(doc).map(({ text }) => text)).toEqual(expect.arrayContaining(['kept', 'L']));
    doc.transact(() => settleDuplicates(doc));
    putBack(doc, keysOf(doc));
    expect(textOf(doc)).toContain('kept');
  });
});
