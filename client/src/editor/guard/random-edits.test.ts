// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { AllSelection, NodeSelection, Selection, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  exchange,
  findElements,
  mountNewer,
  mountToday,
  paragraph,
  text,
  writtenByNewer,
} from './test-two-versions.ts';

const foreignNames = ['panel', 'verse', 'seal', 'mention'];

const everyForeignPart = () =>
  writtenByNewer([
    { type: 'heading', attrs: { level: 2, mood: 'calm' }, content: [text('Head')] },
    {
      type: 'panel',
      attrs: { kind: 'warning' },
      content: [paragraph('inside'), { type: 'seal', attrs: { number: 1 } }],
    },
    {
      type: 'paragraph',
      attrs: { mood: 'glad' },
      content: [text('one '), text('shiny', { type: 'sparkle', attrs: { colour: 'gold' } }), text(' two')],
    },
    {
      type: 'blockquote',
      content: [
        paragraph('quoted'),
        { type: 'verse', content: [text('rose', { type: 'bold', attrs: { weight: 900 } })] },
        paragraph('after'),
      ],
    },
    {
      type: 'bulletList',
      content: [
        { type: 'listItem', content: [paragraph('item'), { type: 'seal', attrs: { number: 2 } }] },
        { type: 'listItem', content: [paragraph('last')] },
      ],
    },
    { type: 'paragraph', content: [text('Ask '), { type: 'mention', attrs: { person: 'ana' } }, text(' now')] },
    { type: 'seal', attrs: { number: 3 } },
    {
      type: 'paragraph',
      content: [
        text(
          'noted',
          { type: 'remark', attrs: { thread: 1, by: 'x' } },
          { type: 'remark', attrs: { thread: 2, by: 'y' } },
        ),
        text(' end'),
      ],
    },
  ]);

/** A key as the view gets it. */
const press = (key: string) => (editor: Editor) => {
  try {
    const event = new KeyboardEvent('keydown', { key });
    editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event));
  } catch (error) {
    // Enter over a selection from a heading into a quotation, in any document: Tiptap's splitBlock throws, and writes nothing.
    if (!(error instanceof RangeError)) throw error;
  }
};

type Edit = readonly [command: string, from: number, to: number];

const commands: Record<string, (editor: Editor) => void> = {
  type: (editor) => editor.view.dispatch(editor.state.tr.insertText('x')),
  delete: (editor) => editor.view.dispatch(editor.state.tr.deleteSelection()),
  enter: press('Enter'),
  backspace: press('Backspace'),
  deleteKey: press('Delete'),
  heading: (editor) => void editor.commands.setNode('heading', { level: 3 }),
  code: (editor) => void editor.commands.toggleCodeBlock(),
  quote: (editor) => void editor.commands.toggleBlockquote(),
  bullets: (editor) => void editor.commands.toggleBulletList(),
  tasks: (editor) => void editor.commands.toggleTaskList(),
  numbers: (editor) => void editor.commands.toggleOrderedList(),
  bold: (editor) => void editor.commands.toggleBold(),
  codeMark: (editor) => void editor.commands.toggleCode(),
  clear: (editor) => void editor.chain().unsetAllMarks().clearNodes().run(),
  lift: (editor) => void editor.commands.liftEmptyBlock(),
  join: (editor) => void editor.commands.joinBackward(),
  paste: (editor) => void editor.commands.insertContent('<p>pasted</p><ul><li>list</li></ul>'),
  rule: (editor) => void editor.commands.setHorizontalRule(),
  set: (editor) => void editor.commands.setContent('<p>all new</p>'),
  drop: (editor) => {
    const slice = editor.state.selection.content();
    const tr = editor.state.tr.deleteSelection();
    editor.view.dispatch(tr.replaceRange(Math.min(3, tr.doc.content.size), Math.min(3, tr.doc.content.size), slice));
  },
  undo: (editor) => void editor.commands.undo(),
  redo: (editor) => void editor.commands.redo(),
};

function select(editor: Editor, from: number, to: number): void {
  const { doc } = editor.state;
  // The page lets nobody into an unknown part.
  const at = (share: number) => {
    const $position = doc.resolve(Math.round((share * doc.content.size) / 1000));
    for (let depth = 1; depth <= $position.depth; depth += 1)
      if (foreignNames.includes($position.node(depth).type.name)) return $position.before(depth);
    return $position.pos;
  };
  const [start, end] = [at(Math.min(from, to)), at(Math.max(from, to))];
  const selection =
    from === 0 && to === 0
      ? new AllSelection(doc)
      : from === to && doc.nodeAt(start)?.isBlock === true
        ? NodeSelection.create(doc, start)
        : TextSelection.between(doc.resolve(start), doc.resolve(end));
  editor.view.dispatch(
    editor.state.tr.setSelection(selection instanceof Selection ? selection : Selection.atStart(doc)),
  );
}

const edits = fc.array(fc.tuple(fc.constantFrom(...Object.keys(commands)), fc.nat(1000), fc.nat(1000)), {
  minLength: 1,
  maxLength: 14,
});

const snapshotOf = (doc: Y.Doc) =>
  foreignNames.flatMap((name) =>
    findElements(doc.getXmlFragment('content'), name).map((element) => ({
      id: `${element._item?.id.client}:${element._item?.id.clock}`,
      xml: element.toString(),
    })),
  );

/** Scripts that once made a copy of an unknown block and deleted the original. */
const kept: readonly Edit[][] = [
  [
    ['paste', 57, 57],
    ['drop', 448, 48],
    ['type', 0, 0],
  ],
  [['type', 0, 346]],
];

it('[G3] whatever is done around unknown blocks, they stay the very same', () => {
  const seed = Number(import.meta.env['GUARD_SEED'] ?? Date.now() % 2 ** 31);
  console.info(`[G3] seed ${seed}`);
  fc.assert(
    fc.property(edits, (script: Edit[]) => {
      const doc = everyForeignPart();
      const before = snapshotOf(doc);
      const { editor } = mountToday(doc);
      const elsewhere = new Y.Doc();
      try {
        for (const [command, from, to] of script) {
          select(editor, from, to);
          commands[command]?.(editor);
          expect(snapshotOf(doc)).toEqual(before);
        }
        exchange(doc, elsewhere);
        expect(mountedJson(elsewhere)).toBe(withoutNothing(editor));
        const newer = mountNewer(elsewhere);
        newer.destroy();
        expect(snapshotOf(elsewhere)).toEqual(before);
      } finally {
        editor.destroy();
        doc.destroy();
        elsewhere.destroy();
      }
    }),
    { seed, numRuns: Number(import.meta.env['GUARD_RUNS'] ?? 30), examples: kept.map((script) => [script]) },
  );
}, 600_000);

/** An attribute that is not there and one that is nothing are the same. */
const withoutNothing = (editor: Editor): string =>
  JSON.stringify(editor.getJSON(), (key, value: unknown) => {
    if (value === null) return undefined;
    return key === 'attrs' && Object.values(value ?? {}).every((one) => one === null) ? undefined : value;
  });

function mountedJson(doc: Y.Doc): string {
  const { editor } = mountToday(doc);
  const json = withoutNothing(editor);
  editor.destroy();
  return json;
}
