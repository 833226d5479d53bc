// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { destroyEditors, mountEditor, page } from '../block-ids/test-editor.ts';
import { mountToday, paragraph, text, writtenByNewer } from '../guard/test-two-versions.ts';
import { contentSchema } from '../schema.ts';

afterEach(destroyEditors);

const meaning = ['link', 'passageLanguage', 'date', 'personMention'];
const attributes = new Map<string, object>([
  ['link', { href: 'https://example.org/' }],
  ['passageLanguage', { language: 'de' }],
]);

describe('clearing the formatting', () => {
  it('[EDIT-CLEAR] leaves words, links and their language, and nothing else of any format', () => {
    const editor = mountEditor(new Y.Doc());
    const names = Object.keys(contentSchema.marks);
    const content = names.map((type) => ({
      type: 'heading',
      attrs: { level: 2, align: 'center' },
      content: [{ type: 'text', text: type, marks: [{ type, attrs: attributes.get(type) ?? {} }] }],
    }));
    editor.commands.setContent(page(...content));
    editor.commands.selectAll();
    editor.commands.clearFormatting();
    const left: string[] = [];
    editor.state.doc.descendants(({ isText, text: words, marks, type, attrs }) => {
      if (isText) left.push([words, ...marks.map((mark) => mark.type.name)].join(' '));
      else expect([type.name, attrs['align']]).toEqual(['paragraph', null]);
    });
    expect(left).toEqual(names.map((name) => (meaning.includes(name) ? `${name} ${name}` : name)));
  });

  it('[G3][EDIT-CLEAR] takes no format away that only a newer version knows', () => {
    const remark = { type: 'remark', attrs: { thread: 1, by: 'x' } };
    const doc = writtenByNewer([
      { type: 'paragraph', content: [text('noted', remark, { type: 'bold' })] },
      paragraph('end'),
    ]);
    const { editor } = mountToday(doc);
    editor.commands.selectAll();
    editor.commands.clearFormatting();
    editor.destroy();
    const after = doc.getXmlFragment('content').toString();
    expect(after).toContain('remark');
    expect(after).not.toContain('bold');
  });
});
