// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  bullets,
  copyOf,
  destroyEditors,
  exchange,
  mountEditor,
  page,
  paragraph,
} from '../../block-ids/test-editor.ts';

afterEach(destroyEditors);

function open(content: object, caret: number) {
  const doc = new Y.Doc();
  const editor = mountEditor(doc);
  editor.commands.setContent(content);
  editor.commands.setTextSelection(caret);
  return { doc, editor };
}

const callout = (kind: string, words: string) => ({ type: 'callout', attrs: { kind }, content: [paragraph(words)] });

describe('a callout', () => {
  it('[EDIT-INSERT] is put around text, given another kind, and taken away again by its own kind', () => {
    const { editor } = open(page(paragraph('Ice')), 2);
    editor.commands.toggleCallout('info');
    expect(editor.state.doc.toString()).toBe('doc(callout(paragraph("Ice")))');
    editor.commands.toggleCallout('warning');
    expect(editor.state.doc.firstChild?.attrs['kind']).toBe('warning');
    editor.commands.toggleCallout('warning');
    expect(editor.state.doc.toString()).toBe('doc(paragraph("Ice"))');
  });

  it('[EDIT-INSERT] goes around a list with all of its items', () => {
    const { editor } = open(page(bullets('a', 'b')), 4);
    expect(editor.commands.toggleCallout('tip')).toBe(true);
    expect(editor.state.doc.toString()).toBe(
      'doc(callout(bulletList(listItem(paragraph("a")), listItem(paragraph("b")))))',
    );
  });

  it('[M1] of another kind is the same block: what somebody else types in it meanwhile stays where it is', () => {
    const { doc, editor } = open(page(callout('info', 'Ice')), 3);
    const other = copyOf(doc);
    const bob = mountEditor(other);
    bob.view.dispatch(bob.state.tr.insertText(' on the road', 5));
    editor.commands.toggleCallout('warning');
    exchange(doc, other);
    for (const { state } of [editor, bob]) {
      expect(state.doc.toString()).toBe('doc(callout(paragraph("Ice on the road")))');
      expect(state.doc.firstChild?.attrs['kind']).toBe('warning');
    }
  });

  it('[EDIT-BLOCK] of a kind that this version does not know looks like information, and keeps its kind', () => {
    const { doc, editor } = open(page(callout('of a later version', 'Ice')), 3);
    expect(editor.view.dom.querySelector('.callout')?.getAttribute('data-callout')).toBe('info');
    editor.view.dispatch(editor.state.tr.insertText('!', 5));
    expect(doc.getXmlFragment('content').toString()).toContain('kind="of a later version"');
  });
});
