// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { copyOf, destroyEditors, exchange, mountEditor, page, paragraph } from '../block-ids/test-editor.ts';

afterEach(destroyEditors);

function loaded(): Y.Doc {
  const doc = new Y.Doc();
  const writer = mountEditor(doc);
  writer.commands.setContent(page(paragraph('one'), paragraph('two')));
  writer.destroy();
  // What was written here could be undone here, by any editor of the document.
  return copyOf(doc);
}

it('[EDIT-UNDO] a letter from somebody else after an undo reaches the text, though the text is shorter now', () => {
  const doc = loaded();
  const editor = mountEditor(doc);
  editor.commands.setTextSelection({ from: 1, to: 9 });
  editor.commands.toggleBulletList();
  editor.commands.undo();
  editor.commands.redo();
  editor.commands.undo();
  const other = copyOf(doc);
  mountEditor(other).commands.insertContentAt(1, 'Hello ');
  exchange(doc, other);
  expect(editor.getText({ blockSeparator: '/' })).toBe('Hello one/two');
});

it('[EDIT-UNDO] what the page does for a person is one step, with what it wrote besides the text', () => {
  const doc = loaded();
  const origin = Symbol('page');
  const root = doc.getMap<unknown>('recovered');
  const editor = mountEditor(doc, { origin, root });
  const content = doc.getXmlFragment('content');
  editor.commands.insertContentAt(4, ' A');
  doc.transact(() => {
    content.insert(content.length, [new Y.XmlElement('paragraph')]);
    root.set('mark', 1);
  }, origin);
  editor.commands.insertContentAt(6, ' B');
  const steps: [string, number][] = [];
  const see = () => steps.push([editor.getText({ blockSeparator: '/' }), root.size]);
  see();
  for (let step = 0; step < 3; step += 1) {
    editor.commands.undo();
    see();
  }
  expect(steps).toEqual([
    ['one A B/two/', 1],
    ['one A/two/', 1],
    ['one A/two', 0],
    ['one/two', 0],
  ]);
  // What others write there is theirs.
  root.set('by others', 1);
  editor.commands.undo();
  expect(root.size).toBe(1);
});
