// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Cell, meetings, pickCells, runCell, wordsOf } from './merging-grid.ts';
import { readRecoveredWords } from './recovered-words.ts';
import { blockActionCommands, blockCommands, pause, testCommands, typeAfter } from './test-commands.ts';
import { TestHub, TestPerson } from './test-people.ts';

/** `pnpm sim words` asks for more of them. */
const cellCount = Number(import.meta.env['VITE_GRID_CELLS'] ?? 150);
const seed = Number(import.meta.env['VITE_GRID_SEED'] ?? 1);
const historyCount = Math.max(20, Math.round(cellCount / 6));

/** Mulberry32. */
function createRandom(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('merging', () => {
  it('[M1] loses no typed word in any cell of the grid, shows none twice, and every replica is the same', () => {
    const totals = { cells: 0, lost: 0, repeated: 0, offered: 0, differing: 0 };
    const faults: string[] = [];
    for (const cell of pickCells(createRandom(seed), cellCount)) {
      const { lost, repeated, offered, isEqualEverywhere } = runCell(cell);
      totals.cells += 1;
      totals.lost += lost.length;
      totals.repeated += repeated.length;
      totals.offered += offered.length;
      totals.differing += isEqualEverywhere ? 0 : 1;
      if (lost.length + repeated.length > 0 || !isEqualEverywhere)
        faults.push(JSON.stringify({ cell, lost, repeated, isEqualEverywhere }));
    }
    console.log(`Merging grid, seed ${seed}: ${JSON.stringify(totals)}`);
    expect(faults).toEqual([]);
    expect(totals.cells).toBe(cellCount);
  }, 600_000);

  it.each([...blockCommands.keys(), ...blockActionCommands.keys()])(
    '[M1] loses no word that is typed in a paragraph or a list while somebody else uses the entry %s on it',
    (entry) => {
      const faults = (['alpha', 'gamma'] as const).flatMap((target) =>
        meetings.flatMap((meeting) => {
          const cell = { ana: 'nothing', bob: entry, hasCleo: true, target, meeting, isTyping: true };
          const { lost, repeated, isEqualEverywhere } = runCell({ ...cell, isUndoneAfterwards: false });
          const isFault = lost.length + repeated.length > 0 || !isEqualEverywhere;
          return isFault ? [JSON.stringify({ target, meeting, lost, repeated, isEqualEverywhere })] : [];
        }),
      );
      expect(faults).toEqual([]);
    },
    60_000,
  );

  const deliberate = [...testCommands.keys()].flatMap((command) =>
    (['online', 'offline, Bob first', 'Ana reopens her tab', 'a third re-handshakes'] as const).map(
      (meeting, index): Cell => ({
        ana: index % 2 === 0 ? command : 'nothing',
        bob: index % 2 === 0 ? 'nothing' : command,
        hasCleo: false,
        target: index < 2 ? 'gamma' : 'alpha',
        meeting,
        isTyping: false,
        isUndoneAfterwards: false,
      }),
    ),
  );

  it('[M2] records nothing when one person alone does anything to a text', () => {
    for (const cell of deliberate) expect({ cell, offered: runCell(cell).noise }).toEqual({ cell, offered: [] });
  }, 60_000);

  it('[K1] keeps a sentence as it is when two people put links into it and a third makes it a heading', () => {
    const hub = new TestHub();
    const [ana, bob, cleo] = ['Ana', 'Bob', 'Cleo'].map((name, index) => new TestPerson(name, hub).open(10 + index));
    if (ana === undefined || bob === undefined || cleo === undefined) throw new Error('Three people');
    const people = [ana, bob, cleo];
    ana.goOnline().editor.commands.setContent('<p>alpha and gamma and the rest</p>');
    for (const person of people) person.goOnline().goOffline();
    testCommands.get('link')?.(ana.editor, 'alpha');
    testCommands.get('link')?.(bob.editor, 'gamma');
    for (const person of [bob, ana]) person.goOnline();
    expect(wordsOf(ana.doc)).toBe('alpha2027 and gamma2027 and the rest');
    expect(ana.editor.getHTML().split('</a>').length - 1).toBe(2);

    testCommands.get('heading-2')?.(cleo.editor, 'alpha');
    cleo.goOnline();
    for (let round = 0; round < 3; round += 1) for (const person of people) person.takeTurn();
    for (const person of people) expect(wordsOf(person.doc)).toBe('alpha2027 and gamma2027 and the rest');
    for (const person of people) person.closeTab();
  });

  it.each(['bulletList', 'orderedList', 'taskList', 'blockquote'])(
    '[G5] [M1] offers what a stock client writes in a %s that was dropped here while it was still empty',
    (name) => {
      const hub = new TestHub();
      const ana = new TestPerson('Ana', hub).open(10).goOnline();
      const bob = new TestPerson('Bob', hub).open(20).goOnline();
      ana.editor.commands.setContent('<p>before</p>');
      const stock = hub.newcomer();
      stock.clientID = 5;
      const heard = Y.encodeStateVector(stock);
      const send = () => hub.publish(Y.encodeStateAsUpdate(stock, heard), bob);
      const list = new Y.XmlElement(name);
      stock.getXmlFragment('content').push([list]);
      send();
      expect(wordsOf(ana.doc)).toBe('before');
      expect(ana.doc.getXmlFragment('content').length).toBe(1);

      const [item, line] = [
        new Y.XmlElement(name === 'taskList' ? 'taskItem' : 'listItem'),
        new Y.XmlElement('paragraph'),
      ];
      list.insert(0, [name === 'blockquote' ? line : item]);
      if (name !== 'blockquote') item.insert(0, [line]);
      line.insert(0, [new Y.XmlText('filled in later')]);
      send();
      bob.receive(Y.encodeStateAsUpdate(stock));
      for (const person of [ana, bob]) {
        person.goOffline().goOnline();
        person.takeTurn();
      }
      for (const { doc } of [ana, bob, { doc: hub.newcomer() }]) {
        expect(wordsOf(doc)).toBe('before');
        expect(readRecoveredWords(doc)).toMatchObject([{ text: 'filled in later', state: 'open', client: 5 }]);
      }
      for (const person of [ana, bob]) person.closeTab();
    },
  );

  const steps = fc.array(
    fc.record({
      who: fc.nat(2),
      what: fc.oneof(
        { weight: 4, arbitrary: fc.constant('type') },
        { weight: 4, arbitrary: fc.constantFrom(...testCommands.keys()) },
        { weight: 3, arbitrary: fc.constantFrom('leave', 'return', 'reopen', 'turn', 'compact') },
        { weight: 1, arbitrary: fc.constant('undo') },
      ),
      word: fc.constantFrom('alpha', 'gamma', 'delta', 'epsilon', 'zeta'),
    }),
    { minLength: 5, maxLength: 25 },
  );

  it('[M1] loses no word that nobody deleted, whoever does what in which order, on the line or off it', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { missing, isSame } = live(list);
        expect(missing).toEqual([]);
        expect(isSame).toBe(true);
      }),
      { seed, numRuns: historyCount },
    );
  }, 600_000);
});

interface Step {
  readonly who: number;
  readonly what: string;
  readonly word: string;
}

/** Plays a history, lets everybody meet at its end, and says which words are nowhere although nobody took them away. */
function live(list: readonly Step[]): { missing: readonly string[]; isSame: boolean } {
  const hub = new TestHub();
  const people = ['Ana', 'Bob', 'Cleo'].map((name, index) => new TestPerson(name, hub).open(10 + index).goOnline());
  const [ana] = people;
  ana?.editor.commands.setContent(
    '<p>omega</p><p>alpha one</p><ul><li>gamma two</li><li>delta three</li></ul><blockquote><p>epsilon four</p></blockquote><pre><code>zeta six</code></pre>',
  );
  const tokens = new Set<string>();
  for (const [index, step] of list.entries()) {
    const person = people[step.who];
    if (person === undefined) continue;
    const before = wordsOf(person.doc);
    play(person, hub, step, tokenOf(index));
    const isTheirs = step.what === 'type' || step.what === 'undo' || testCommands.has(step.what);
    const after = wordsOf(person.doc);
    if (step.what === 'type' && after.includes(tokenOf(index))) tokens.add(tokenOf(index));
    // What somebody who sees it takes away, or takes back, is no loss.
    for (const token of tokens) if (isTheirs && before.includes(token) && !after.includes(token)) tokens.delete(token);
  }
  for (const person of people) person.goOffline().goOnline();
  for (let round = 0; round < 3; round += 1) for (const person of people) person.takeTurn();
  const texts = people.map(({ doc }) => JSON.stringify([doc.getXmlFragment('content'), readRecoveredWords(doc)]));
  const [found = ''] = people.map(({ doc }) => wordsOf(doc) + readRecoveredWords(doc).map(shown).join('|'));
  for (const person of people) person.closeTab();
  return { missing: [...tokens].filter((token) => !found.includes(token)), isSame: new Set(texts).size === 1 };
}

/** Three letters that no other token has: the binding would take a letter of one for that of another. */
const tokenOf = (index: number): string => String.fromCodePoint(...[0, 1, 2].map((part) => 0x4e00 + index * 3 + part));

const shown = ({ state, text }: ReturnType<typeof readRecoveredWords>[number]): string =>
  state === 'open' ? text : '';

function play(person: TestPerson, hub: TestHub, { what, word }: Step, token: string): void {
  switch (what) {
    case 'type':
      typeAfter(person.editor, word, token);
      break;
    case 'leave':
      person.goOffline();
      break;
    case 'return':
      person.goOffline().goOnline();
      break;
    case 'reopen':
      person.closeTab().open();
      break;
    case 'turn':
      person.takeTurn();
      break;
    case 'compact':
      hub.compact();
      break;
    case 'undo':
      person.editor.commands.undo();
      break;
    default:
      pause(person.editor);
      testCommands.get(what)?.(person.editor, word);
      pause(person.editor);
  }
}
