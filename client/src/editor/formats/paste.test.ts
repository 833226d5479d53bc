// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { destroyEditors, mountEditor, page, paragraph } from '../block-ids/test-editor.ts';

afterEach(destroyEditors);

/** Each run of words that was pasted, with its formats. */
function paste(html: string): readonly string[] {
  const editor = mountEditor(new Y.Doc());
  editor.view.pasteHTML(html);
  const runs: string[] = [];
  editor.state.doc.descendants((node) => {
    const marks = node.marks.map(({ type, attrs }) => [type.name, ...Object.values(attrs)].join(' '));
    if (node.isText) runs.push([node.text, ...marks].join(' | '));
  });
  return runs;
}

describe('pasted formats', () => {
  it.each([
    [
      '<p><span style="color:red;background:yellow;mso-highlight:yellow">Word</span></p>',
      'Word | highlight yellow | textColor red',
    ],
    ['<p><font color="#ff0000">LibreOffice</font></p>', 'LibreOffice | textColor red'],
    ['<p><span style="background-color: #00ff00">Docs</span></p>', 'Docs | highlight green'],
    ['<p><mark>page</mark></p>', 'page | highlight yellow'],
    ['<p><mark data-highlight="ofalaterversion">newer</mark></p>', 'newer | highlight ofalaterversion'],
    ['<p>H<sub>2</sub></p>', 'H', '2 | subscript'],
    ['<p>m<sup>2</sup></p>', 'm', '2 | superscript'],
  ])('[EDIT-PASTE] keep what the palette knows: %s', (html, ...runs) => {
    expect(paste(html)).toEqual(runs);
  });

  it.each([
    '<p><span style="color:#202122;background-color:#ffffff">plain</span></p>',
    '<p><span style="color:#000000;background-color:transparent;font-family:Arial">plain</span></p>',
    '<h1><span style="color:#2f5496">plain</span></h1>',
    '<p style="background-color:#ff0000;color:#00ff00">plain</p>',
    '<p><span data-text-color="url(//example.org)" data-highlight="A B">plain</span></p>',
    '<p><span style="background-image:url(https://example.org/x.png)">plain</span></p>',
  ])('[EDIT-PASTE] leave what is of the page that they come from behind: %s', (html) => {
    expect(paste(html)).toEqual(['plain']);
  });

  it('[EDIT-PASTE] leave the colour of a link behind', () => {
    const [run = ''] = paste('<p><a href="https://example.org/"><span style="color:#1155cc">link</span></a></p>');
    expect(run).toContain('link');
    expect(run).not.toContain('textColor');
  });
});

describe('words below and above the line', () => {
  it('[EDIT-FORMAT] are never both by one hand', () => {
    const editor = mountEditor(new Y.Doc());
    editor.commands.setContent(page(paragraph('m2')));
    editor.commands.setTextSelection({ from: 2, to: 3 });
    editor.commands.toggleSuperscript();
    editor.commands.toggleSubscript();
    expect(editor.getHTML()).toContain('m<sub>2</sub>');
  });
});
