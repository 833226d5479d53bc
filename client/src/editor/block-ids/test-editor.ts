import { Editor, type JSONContent } from '@tiptap/core';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createEditorExtensions } from '../editor-extensions.ts';
import type { UndoableChanges } from '../undo/undoable-changes.ts';

const editors: Editor[] = [];

/** The editor as the page has it, on a document. For tests in a DOM. */
export function mountEditor(
  doc: Y.Doc,
  undoableChanges?: UndoableChanges,
  onBlockLink?: (blockId: string) => void,
): Editor {
  const editor = new Editor({
    injectCSS: false,
    element: document.createElement('div'),
    extensions: createEditorExtensions({
      doc,
      awareness: new Awareness(doc),
      placeholder: () => '',
      someone: 'Someone',
      onToolbarKey: () => undefined,
      onLinkKey: () => undefined,
      undoableChanges,
      onBlockLink,
    }),
  });
  editors.push(editor);
  return editor;
}

export function destroyEditors(): void {
  for (const editor of editors.splice(0)) editor.destroy();
}

/** A copy on another device. */
export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** Both devices hear everything from each other. */
export function exchange(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
}

const block = (type: string, ...content: JSONContent[]): JSONContent => ({ type, content });
const text = (words: string): JSONContent[] => (words === '' ? [] : [{ type: 'text', text: words }]);

export const paragraph = (words: string) => block('paragraph', ...text(words));
export const heading = (words: string, level = 1) => ({ ...block('heading', ...text(words)), attrs: { level } });
export const code = (words: string) => block('codeBlock', ...text(words));
export const quote = (...blocks: JSONContent[]) => block('blockquote', ...blocks);
export const bullets = (...items: string[]) =>
  block('bulletList', ...items.map((words) => block('listItem', paragraph(words))));
export const tasks = (...items: string[]) =>
  block('taskList', ...items.map((words) => block('taskItem', paragraph(words))));
export const page = (...blocks: JSONContent[]) => block('doc', ...blocks);
