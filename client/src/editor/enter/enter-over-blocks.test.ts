// @vitest-environment happy-dom
import type { Editor, JSONContent } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  bullets,
  code,
  destroyEditors,
  heading,
  mountEditor,
  page,
  paragraph,
  quote,
  tasks,
} from '../block-ids/test-editor.ts';
import { undoHistoryOf } from '../undo/undo-history.ts';

function editorWith(...blocks: JSONContent[]): Editor {
  const doc = new Y.Doc();
  const editor = mountEditor(doc);
  editor.commands.setContent(page(...blocks));
  // What comes next is a step of its own.
  undoHistoryOf(doc).stopCapturing();
  return editor;
}

const pressEnter = ({ view }: Editor) => {
  const key = new KeyboardEvent('keydown', { key: 'Enter' });
  return view.someProp('handleKeyDown', (handle) => handle(view, key)) ?? false;
};

/** Selects from so many characters into the first textblock to so many into the second, and presses Enter. */
function enterOver(editor: Editor, from: number, to: number): string {
  const [first = 0, second = 0] = textblocksOf(editor);
  editor.commands.setTextSelection({ from: first + from, to: second + to });
  expect(pressEnter(editor)).toBe(true);
  return editor.state.doc.toString();
}

function textblocksOf({ state }: Editor): number[] {
  const starts: number[] = [];
  state.doc.descendants((node, position) => {
    if (node.isTextblock) starts.push(position + 1);
  });
  return starts;
}

afterEach(destroyEditors);

describe('Enter over a selection of several blocks', () => {
  it('[EDIT-ENTER] removes it and goes on as at a caret, also from the start of a heading into a quote', () => {
    expect(enterOver(editorWith(heading('Titre'), quote(paragraph('Citation'))), 0, 3)).toBe(
      'doc(paragraph, heading("ation"))',
    );
    expect(enterOver(editorWith(heading('Titre'), quote(paragraph('Citation'))), 3, 3)).toBe(
      'doc(heading("Tit"), heading("ation"))',
    );
    expect(enterOver(editorWith(code('x = 1'), quote(paragraph('Citation'))), 5, 3)).toBe(
      'doc(codeBlock("x = 1\\nation"))',
    );
  });

  it('[EDIT-ENTER] makes a new item where the first block is one, and leaves the rest of a list', () => {
    expect(enterOver(editorWith(bullets('Premier'), heading('Titre')), 3, 2)).toBe(
      'doc(bulletList(listItem(paragraph("Pre")), listItem(paragraph("tre"))))',
    );
    expect(enterOver(editorWith(heading('Titre'), bullets('Premier', 'Second')), 2, 7)).toBe(
      'doc(heading("Ti"), paragraph, bulletList(listItem(paragraph("Second"))))',
    );
  });

  it('[EDIT-ENTER] keeps what is outside, throws nowhere, and is undone in one step, whatever blocks there are', () => {
    const kinds = [paragraph, heading, code, (text: string) => quote(paragraph(text)), bullets, tasks];
    for (const first of kinds)
      for (const second of kinds) {
        const editor = editorWith(first('abcde'), second('vwxyz'), paragraph('end'));
        const before = editor.state.doc.toString();
        for (const from of [0, 5])
          for (const to of [2, 5]) {
            const after = enterOver(editor, from, to);
            const kept = 'abcde'.slice(0, from) + 'vwxyz'.slice(to);
            expect(editor.state.doc.textContent.replace('\n', ''), after).toBe(`${kept}end`);
            expect(() => editor.state.doc.check()).not.toThrow();
            editor.commands.undo();
            expect(editor.state.doc.toString(), after).toBe(before);
          }
        destroyEditors();
      }
  }, 60_000);

  it('[EDIT-ENTER] over everything leaves an empty text', () => {
    const editor = editorWith(heading('Titre'), quote(paragraph('Citation')), bullets('a', 'b'));
    editor.commands.selectAll();
    expect(pressEnter(editor)).toBe(true);
    expect(editor.state.doc.textContent).toBe('');
    expect(editor.state.doc.childCount).toBe(2);
  });
});
