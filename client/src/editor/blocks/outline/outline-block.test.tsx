// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { startI18n } from '../../../i18n/i18n.ts';
import { goTo, write } from '../../block-ids/test-blocks.ts';
import {
  copyOf,
  destroyEditors,
  exchange,
  heading,
  mountEditor,
  paragraph,
  quote,
} from '../../block-ids/test-editor.ts';
import { english } from '../../insert/test-writing.ts';
import { StaticContent } from '../../StaticContent.tsx';

beforeAll(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  await startI18n('en', english);
});
afterEach(destroyEditors);
afterAll(() => vi.unstubAllGlobals());

const outline = { type: 'outline' };
const listed = (place: Element, index = 0) =>
  [...(place.querySelectorAll('.outline-block')[index]?.querySelectorAll('li') ?? [])].map(
    ({ dataset, textContent }) => `${dataset['level']} ${textContent}`,
  );

it('[EDIT-OUTLINE] lists the headings of the text in every outline, and none that is quoted or empty', () => {
  const { editor } = write(outline, heading('One'), quote(heading('Said')), heading(''), paragraph('text'), outline);
  expect([0, 1].map((index) => listed(editor.view.dom, index))).toEqual([['1 One'], ['1 One']]);
});

it('[EDIT-OUTLINE] follows what anybody changes, and draws nothing anew for what is no heading', async () => {
  const { doc, editor } = write(outline, heading('One'), paragraph('text'));
  const other = copyOf(doc);
  const writer = mountEditor(other);
  const first = editor.view.dom.querySelector('.outline-block li');
  goTo(writer, 'text', 4);
  writer.commands.insertContent(' more');
  exchange(doc, other);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(editor.view.dom.querySelector('.outline-block li')).toBe(first);
  goTo(writer, 'One', 3);
  writer.commands.insertContent(' and only');
  exchange(doc, other);
  await vi.waitFor(() => expect(listed(editor.view.dom)).toEqual(['1 One and only']));
});

it('[EDIT-OUTLINE] leads to the heading', () => {
  const { editor } = write(outline, heading('One'), paragraph('text'), heading('Two'));
  editor.view.dom.querySelectorAll<HTMLElement>('.outline-block button')[1]?.click();
  expect(editor.state.selection.$from.parent.textContent).toBe('Two');
});

it('[EDIT-OUTLINE] says what it will be where there is no heading', () => {
  const { editor } = write(outline, paragraph('text'));
  expect(editor.view.dom.querySelector('.outline-block')?.textContent).toContain('will be listed here');
});

it('[EDIT-OUTLINE][G1] is there without an editor, and nothing is written', async () => {
  const { doc } = write(outline, heading('One'), paragraph('text'));
  const before = Y.encodeStateVector(doc);
  const place = document.createElement('div');
  const root = createRoot(place);
  await act(async () => root.render(<StaticContent doc={doc} language="en" />));
  expect(listed(place)).toEqual(['1 One']);
  await act(async () => root.unmount());
  expect(Y.encodeStateVector(doc)).toEqual(before);
});
