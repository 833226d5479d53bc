import * as Y from 'yjs';
import { bullets, code, page, paragraph, quote } from '../../editor/block-ids/test-editor.ts';
import { readRecoveredWords } from './recovered-words.ts';
import { pause, testCommands, typeAfter } from './test-commands.ts';
import { TestHub, TestPerson } from './test-people.ts';

export const commandNames = [...testCommands.keys()];
/** Each begins a block of another kind. */
export const targets = ['alpha', 'gamma', 'delta', 'epsilon', 'zeta'] as const;
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
    paragraph('end'),
  );

export function runCell(cell: Cell): Outcome {
  const hub = new TestHub();
  const ana = new TestPerson('Ana', hub).open(20).goOnline();
  ana.editor.commands.setContent(base());
  const bob = new TestPerson('Bob', hub).open(10).goOnline();
  const cleo = new TestPerson('Cleo', hub).open(30).goOnline();
  const people = [ana, bob, cleo];
  const tokens = meet(cell, hub, ana, bob, cleo);
  console.log(
    'MERGED',
    people.map(({ editor }) => editor.getHTML()).join('\n'),
    JSON.stringify(ana.doc.getMap('recovered')),
  );
  for (let round = 0; round < 3; round += 1) for (const person of people) person.takeTurn();
  if (cell.isUndoneAfterwards) {
    ana.editor.commands.undo();
    for (const person of people) person.takeTurn();
  }
  console.log(
    'END',
    people.map(({ editor }) => editor.getHTML()).join('\n'),
    JSON.stringify(readRecoveredWords(ana.doc).map((w) => [w.text, w.state, w.blockId, w.offset])),
  );
  const outcome = examine(tokens, hub, people);
  for (const person of people) person.closeTab();
  return outcome;
}

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
  if (second !== undefined) typeAfter(editor, cell.target, second);
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

function wordsOf(doc: Y.Doc): string {
  const read = (node: Y.XmlElement | Y.XmlText | Y.XmlHook): string => {
    if (node instanceof Y.XmlElement) return node.toArray().map(read).join('');
    const delta: readonly { readonly insert?: unknown }[] = node instanceof Y.XmlText ? node.toDelta() : [];
    return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
  };
  return doc.getXmlFragment('content').toArray().map(read).join('');
}
