// @vitest-environment happy-dom
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { noForeignContent } from '../../editor/guard/foreign-content.ts';
import { createSchemaGuard } from '../../editor/guard/schema-guard.ts';
import { contentExtensions } from '../../editor/schema.ts';
import { fillFromTemplate, templates } from './templates.ts';

const cases = templates.flatMap(({ id }) => [
  { id, language: 'fr' as const },
  { id, language: 'en' as const },
]);

it.each(cases)('[UI-TEMPLATE] $id in $language is what the editor itself would have written', ({ id, language }) => {
  const doc = new Y.Doc();
  fillFromTemplate(doc, id, language);
  const content = doc.getXmlFragment('content');
  expect(createSchemaGuard(doc).assess()).toEqual({ name: 'ready', foreign: noForeignContent });
  expect(doc.getText('title').toString()).not.toBe('');

  let updates = 0;
  doc.on('update', () => {
    updates += 1;
  });
  const editor = new Editor({
    injectCSS: false,
    element: document.createElement('div'),
    extensions: [...contentExtensions, Collaboration.configure({ document: doc, field: 'content' })],
  });
  expect(editor.state.doc.childCount).toBe(content.length);
  // An attribute of another type would be rewritten with the first edit beside it.
  editor.commands.insertContentAt(1, 'x');
  expect(updates).toBe(1);
  editor.destroy();
});
