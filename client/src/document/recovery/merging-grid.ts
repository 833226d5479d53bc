import * as Y from 'yjs';
import { bullets, code, page, paragraph, quote } from '../../editor/block-ids/test-editor.ts';
import { table } from '../../editor/blocks/table/test-tables.ts';
import { readRecoveredWords } from './recovered-words.ts';
import { forgetUndo, pause, testCommands, typeAfter } from './test-commands.ts';
import { TestHub, TestPerson } from './test-people.ts';

const commandNames = [...testCommands.keys()];
/** Each begins a block of another kind. */
const targets = ['alpha', 'gamma', 'delta', 'epsilon', 'zeta', 'theta', 'sigma'] as const;
export const meetings = [
  'online',
  'offline, Ana first',
  'offline, Bob first',
  'Ana reopens her tab',
  'a third re-handshakes',
] as const;

export interface Cell {
  readonly ana: string;
  readonly bob: string;
  /** A third person types in the same block. */
  readonly hasCleo: boolean;
  readonly target: (typeof targets)[number];
  readonly meeting: (typeof meetings)[number];
  /** Who types besides, before and after the command. */
  readonly isTyping: boolean;
  /** Ana takes her command back after the merge. */
  readonly isUndoneAfterwards: boolean;
}

export interface Outcome {
  /** Typed, not deleted by whoever saw it, and neither in the text nor offered. */
  readonly lost: readonly string[];
  readonly repeated: readonly string[];
  /** Tokens that need the tray. */
  readonly offered: readonly string[];
  /** What the tray offers without a token in it. */
  readonly noise: readonly string[];
  readonly isEqualEverywhere: boolean;
}

const base = () =>
  page(
    paragraph('omega begin'),
    paragraph('alpha one'),
    bullets('gamma two', 'delta three'),
    quote(paragraph('epsilon four'), paragraph('eta five')),
    code('zeta six'),
    table(['kappa', 'iota'], ['theta seven', 'lambda'], ['mu', 'nu']),
    { type: 'collapsible', content: [paragraph('rho title'), paragraph('sigma eight')] },
    paragraph('end'),
  );

export function runCell(cell: Cell): Outcome {
  const hub = new TestHub();
  const ana = new TestPerson('Ana', hub).open(20).goOnline();
  ana.editor.commands.setContent(base());
  forgetUndo(ana.editor);
  const bob = new TestPerson('Bob', hub).open(10).goOnline();
  const cleo = new TestPerson('Cleo', hub).open(30).goOnline();
  const people = [ana, bob, cleo];
  const met = meet(cell, hub, ana, bob, cleo);
  // What Ana typed herself goes with her undo, if it was part of what she takes back.
  const tokens = cell.isUndoneAfterwards ? met.filter((token) => !tokensOf['A']?.includes(token)) : met;
  for (let round = 0; round < 3; round += 1) for (const person of people) person.takeTurn();
  if (cell.isUndoneAfterwards) {
    ana.editor.commands.undo();
    for (const person of people) person.takeTurn();
  }
  const outcome = examine(tokens, hub, people);
  for (const person of people) person.closeTab();
  return outcome;
}

/**
 * So many cells, different ones for every seed: first each pair of commands once, then again with other blocks and
 * other ways to meet.
 */
export function* pickCells(random: () => number, count: number): Generator<Cell> {
  const pick = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0];
  const pairs = commandNames.flatMap((ana) => commandNames.map((bob) => ({ ana, bob, rank: random() })));
  for (let index = 0; index < count; index += 1) {
    if (index % pairs.length === 0) pairs.sort((a, b) => a.rank - b.rank);
    const { ana, bob } = pairs[index % pairs.length] ?? { ana: 'nothing', bob: 'nothing' };
    const isUndoneAfterwards = isUndoable(ana) && random() < 0.2;
    const cell = { ana, bob, isUndoneAfterwards, isTyping: random() < 0.9, hasCleo: random() < 0.4 };
    yield { ...cell, target: pick(targets), meeting: pick(meetings) };
  }
}

const isUndoable = (command: string): boolean => command !== 'nothing' && !command.endsWith('undone');

/** Everybody writes without seeing the others, then they meet. Returns the tokens that were left when they met. */
function meet(cell: Cell, hub: TestHub, ana: TestPerson, bob: TestPerson, cleo: TestPerson): string[] {
  const anaActs = () => act(ana, cell, cell.ana, 'A');
  const bobActs = () => act(bob, cell, cell.bob, 'B');
  const cleoActs = () => (cell.hasCleo ? act(cleo, { ...cell, isTyping: true }, 'nothing', 'C') : []);
  switch (cell.meeting) {
    case 'online': {
      hub.slowDown();
      const tokens = [...anaActs(), ...bobActs(), ...cleoActs()];
      hub.catchUp();
      return tokens;
    }
    case 'offline, Ana first':
    case 'offline, Bob first': {
      ana.goOffline();
      bob.goOffline();
      cleo.goOffline();
      const tokens = [...anaActs(), ...bobActs(), ...cleoActs()];
      const isAnaFirst = cell.meeting === 'offline, Ana first';
      for (const person of isAnaFirst ? [ana, cleo, bob] : [bob, cleo, ana]) person.goOnline();
      return tokens;
    }
    case 'Ana reopens her tab': {
      ana.goOffline();
      bob.goOffline();
      cleo.goOffline();
      const tokens = [...anaActs(), ...bobActs(), ...cleoActs()];
      ana.closeTab();
      bob.goOnline();
      cleo.goOnline();
      ana.open().goOnline();
      return tokens;
    }
    case 'a third re-handshakes': {
      bob.goOffline();
      const tokens = [...anaActs(), ...cleoActs()];
      ana.closeTab();
      tokens.push(...bobActs());
      bob.goOnline();
      bob.takeTurn();
      cleo.goOffline().goOnline();
      hub.compact();
      cleo.takeTurn();
      ana.open().goOnline();
      return tokens;
    }
  }
}

/** No letter twice: the binding finds the smallest difference, and would take a letter of one for that of another. */
const tokensOf: Readonly<Record<string, readonly string[]>> = {
  A: ['KLMN', 'PQRS'],
  B: ['TUVW', 'XYZÀ'],
  C: ['ÉÈÊË', 'ÏÎÔÖ'],
};

function act({ editor, doc }: TestPerson, cell: Cell, command: string, name: string): string[] {
  const tokens = cell.isTyping ? (tokensOf[name] ?? []) : [];
  const [first, second] = tokens;
  if (first !== undefined) typeAfter(editor, cell.target, first);
  pause(editor);
  testCommands.get(command)?.(editor, cell.target);
  pause(editor);
  // What Ana takes back afterwards is to be her command, not this.
  if (second !== undefined && !(name === 'A' && cell.isUndoneAfterwards)) typeAfter(editor, cell.target, second);
  const text = wordsOf(doc);
  return tokens.filter((token) => text.includes(token));
}

function examine(tokens: readonly string[], hub: TestHub, people: readonly TestPerson[]): Outcome {
  const docs = [...people.map(({ doc }) => doc), hub.newcomer()];
  const [doc = new Y.Doc()] = docs;
  const text = wordsOf(doc);
  const open = readRecoveredWords(doc)
    .filter(({ state }) => state === 'open')
    .map((words) => words.text);
  const offered = open.join('|');
  const times = (token: string) => text.split(token).length - 1 + (offered.split(token).length - 1);
  const states = docs.map((replica) =>
    JSON.stringify([replica.getXmlFragment('content'), readRecoveredWords(replica)]),
  );
  const views = people.map(({ editor, doc: own }) => editor.state.doc.textContent === wordsOf(own));
  return {
    lost: tokens.filter((token) => times(token) === 0),
    repeated: tokens.filter((token) => times(token) > 1),
    offered: tokens.filter((token) => offered.includes(token)),
    noise: open.filter((words) => !tokens.some((token) => words.includes(token))),
    isEqualEverywhere: new Set(states).size === 1 && views.every(Boolean),
  };
}

export function wordsOf(doc: Y.Doc): string {
  const read = (node: Y.XmlElement | Y.XmlText | Y.XmlHook): string => {
    if (node instanceof Y.XmlElement) return node.toArray().map(read).join('');
    const delta: readonly { readonly insert?: unknown }[] = node instanceof Y.XmlText ? node.toDelta() : [];
    return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
  };
  return doc.getXmlFragment('content').toArray().map(read).join('');
}
