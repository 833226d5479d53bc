import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { recordLosses } from './open-recovery.ts';
import { readRecoveredWords } from './recovered-words.ts';
import { wouldForgetWords } from './watch-losses.ts';

/** A document that watches, with its updates one by one. */
function openPeer(client: number) {
  const doc = new Y.Doc();
  doc.clientID = client;
  const watch = recordLosses(doc);
  const sent: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => sent.push(update));
  return {
    doc,
    sent,
    hear: (...updates: readonly Uint8Array[]) => {
      for (const update of updates) {
        watch.arrives(update, Y.decodeUpdate(update).ds);
        Y.applyUpdate(doc, update, 'hub');
      }
    },
    read: () => readRecoveredWords(doc).map(({ text, blockId, offset }) => [text, blockId, offset]),
  };
}

type Peer = ReturnType<typeof openPeer>;

const content = ({ doc }: Pick<Peer, 'doc'>) => doc.getXmlFragment('content');

function insertParagraph(fragment: Y.XmlFragment | Y.XmlElement, at: number, id: string, words: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph');
  fragment.insert(at, [paragraph]);
  paragraph.setAttribute('id', id);
  if (words !== '') paragraph.insert(0, [new Y.XmlText(words)]);
  return paragraph;
}

function textIn(peer: Pick<Peer, 'doc'>, block = 0): Y.XmlText {
  const element = content(peer).get(block);
  const text: unknown = element instanceof Y.XmlElement ? element.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error('There is no text');
  return text;
}

/** Two who have the same paragraph, "start", and have not heard from each other since. */
function startTogether(): readonly [ana: Peer, bob: Peer, base: Uint8Array] {
  const ana = openPeer(1);
  insertParagraph(content(ana), 0, 'paragraph1', 'start');
  const base = Y.encodeStateAsUpdate(ana.doc);
  const bob = openPeer(2);
  bob.hear(base);
  ana.sent.length = 0;
  bob.sent.length = 0;
  return [ana, bob, base];
}

describe('words that die with the block around them', () => {
  it('[M1] are found by their author, by whoever deleted the block, and by somebody who comes later', () => {
    const [ana, bob, base] = startTogether();
    textIn(ana).insert(5, ' PRECIOUS');
    content(bob).delete(0, 1);
    const [typed = base] = ana.sent;
    const [deleted = base] = bob.sent;
    const newcomers = [
      [base, typed, deleted],
      [base, deleted, typed],
    ].map((order, index) => {
      const newcomer = openPeer(10 + index);
      newcomer.hear(...order);
      return newcomer;
    });
    ana.hear(deleted);
    bob.hear(typed);
    for (const peer of [ana, bob, ...newcomers]) expect(peer.read()).toEqual([[' PRECIOUS', 'paragraph1', 5]]);
  });

  it('[M1] are found in the bytes when Yjs has thrown them away on arrival', () => {
    const [ana, bob] = startTogether();
    textIn(ana).insert(5, ' PRECIOUS');
    content(bob).delete(0, 1);
    const state = Y.encodeStateAsUpdate(bob.doc);
    bob.hear(...ana.sent);
    const structs = bob.doc.store.clients.get(1) ?? [];
    expect(structs.every((struct) => struct instanceof Y.GC || !(struct.content instanceof Y.ContentString))).toBe(
      true,
    );
    // Somebody who has only ever seen the block dead knows the words, and no more.
    const stranger = openPeer(3);
    stranger.hear(state, ...ana.sent);
    expect(stranger.read()).toEqual([[' PRECIOUS', undefined, 0]]);
    expect(bob.read()).toEqual([[' PRECIOUS', 'paragraph1', 5]]);
  });

  it('[M1] are found when they had to wait for an update that came later', () => {
    const [ana, bob] = startTogether();
    textIn(ana).insert(5, ' A');
    textIn(ana).insert(7, ' B');
    content(bob).delete(0, 1);
    const [first = new Uint8Array(), second = new Uint8Array()] = ana.sent;
    bob.hear(second);
    expect(bob.read()).toEqual([]);
    bob.hear(first);
    expect(bob.read().map(([text]) => text)).toEqual([' A B']);
  });

  it('[M1] are found in a paragraph that somebody made in a list which died meanwhile', () => {
    const ana = openPeer(1);
    const list = new Y.XmlElement('bulletList');
    content(ana).insert(0, [list]);
    const bob = openPeer(2);
    bob.hear(...ana.sent.splice(0));
    insertParagraph(list, 0, 'paragraph2', 'NEW');
    content(bob).delete(0, 1);
    bob.hear(...ana.sent);
    ana.hear(...bob.sent);
    expect(bob.read().map(([text]) => text)).toEqual(['NEW']);
    expect(ana.read()).toEqual([['NEW', 'paragraph2', 0]]);
  });

  it('[M1] are found when undoing the making of their block takes them along', () => {
    const [ana, bob] = startTogether();
    const undo = new Y.UndoManager(content(bob));
    insertParagraph(content(bob), 1, 'paragraph2', 'Bob');
    ana.hear(...bob.sent.splice(0));
    ana.sent.length = 0;
    textIn(ana, 1).insert(3, ' ANA');
    bob.hear(...ana.sent);
    undo.undo();
    expect(bob.read()).toEqual([[' ANA', 'paragraph2', 3]]);
  });

  it('[M2] are not those that somebody deleted who saw them, in whichever order it arrives', () => {
    const [ana, bob, base] = startTogether();
    textIn(ana).insert(5, ' seen');
    bob.hear(...ana.sent);
    content(bob).delete(0, 1);
    for (const order of [
      [base, ...ana.sent, ...bob.sent],
      [base, ...bob.sent, ...ana.sent],
    ]) {
      const newcomer = openPeer(3);
      newcomer.hear(...order);
      expect(newcomer.read()).toEqual([]);
    }
    ana.hear(...bob.sent);
    expect([ana.read(), bob.read()]).toEqual([[], []]);
  });

  it('[M2] are neither formats nor attributes', () => {
    const [ana, bob] = startTogether();
    textIn(ana).format(0, 5, { bold: {} });
    const [paragraph] = content(ana).toArray();
    if (paragraph instanceof Y.XmlElement) paragraph.setAttribute('level', '2');
    content(bob).delete(0, 1);
    ana.hear(...bob.sent);
    bob.hear(...ana.sent);
    expect([ana.read(), bob.read()]).toEqual([[], []]);
  });

  it('[M2] are not those that their author has taken elsewhere, although somebody saw them arrive too late', () => {
    const [ana, bob] = startTogether();
    textIn(ana).insert(5, ' MOVED');
    content(bob).delete(0, 1);
    bob.hear(...ana.sent.splice(0));
    ana.doc.transact(() => {
      content(ana).delete(0, 1);
      insertParagraph(content(ana), 0, 'paragraph1', 'start MOVED');
    });
    ana.hear(...bob.sent);
    bob.hear(...ana.sent);
    for (const peer of [ana, bob])
      expect(readRecoveredWords(peer.doc).map(({ text, state }) => [text, state])).toEqual([[' MOVED', 'discarded']]);
  });
});

describe('the record', () => {
  it('[M3] is part of the update that names the deletions, so neither is stored or sent without the other', () => {
    const [ana, bob, base] = startTogether();
    textIn(ana).insert(5, ' PRECIOUS');
    content(bob).delete(0, 1);
    ana.sent.length = 0;
    ana.hear(...bob.sent);
    const [revealing = base] = ana.sent;
    expect(new TextDecoder().decode(revealing)).toContain('paragraph1');
    const somebody = new Y.Doc();
    Y.applyUpdate(somebody, base);
    Y.applyUpdate(somebody, revealing);
    expect(readRecoveredWords(somebody)).toHaveLength(0);
    // The words' own units are what it waits for: they came before.
    Y.applyUpdate(somebody, Y.encodeStateAsUpdate(ana.doc));
    expect(readRecoveredWords(somebody)).toHaveLength(1);
  });

  it('[M3] is completed by whoever knows the block, when whoever made it had never seen it', () => {
    const [ana, bob] = startTogether();
    textIn(ana).insert(5, ' PRECIOUS');
    content(bob).delete(0, 1);
    const stranger = openPeer(3);
    stranger.hear(Y.encodeStateAsUpdate(bob.doc), ...ana.sent);
    ana.hear(Y.encodeStateAsUpdate(stranger.doc));
    expect(ana.read()).toEqual([[' PRECIOUS', 'paragraph1', 5]]);
    stranger.hear(Y.encodeStateAsUpdate(ana.doc));
    expect(stranger.read()).toEqual([[' PRECIOUS', 'paragraph1', 5]]);
  });

  it('[M4] decides whether rows may be forgotten: not before all they would lose is recorded', () => {
    const [ana, bob, base] = startTogether();
    textIn(ana).insert(5, ' PRECIOUS');
    content(bob).delete(0, 1);
    const rows = [base, ...ana.sent, ...bob.sent];
    expect(wouldForgetWords(rows)).toBe(true);
    ana.sent.length = 0;
    ana.hear(...bob.sent);
    expect(wouldForgetWords([...rows, ...ana.sent])).toBe(false);
    expect(wouldForgetWords([base, ...bob.sent])).toBe(false);
  });
});
