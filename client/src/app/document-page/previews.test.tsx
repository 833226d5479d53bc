// @vitest-environment happy-dom
import { fromBase64 } from 'lib0/buffer';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import future from '../../editor/guard/fixtures/future.json';
import { contentToPlainText } from '../../editor/plain-text.ts';
import { StaticContent } from '../../editor/StaticContent.tsx';
import { readExcerpt } from '../../library/excerpt.ts';

const doc = new Y.Doc();
let updates = 0;
let before: Uint8Array;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  Y.applyUpdate(doc, fromBase64(future.update));
  before = Y.encodeStateAsUpdate(doc);
  doc.on('update', () => {
    updates += 1;
  });
});
afterEach(() => vi.unstubAllGlobals());

const content = () => doc.getXmlFragment('content');

it.each<[string, () => Promise<string> | string]>([
  ['the view without an editor', drawStatic],
  ['the excerpt in the library', () => readExcerpt(content())],
  ['the text as a file', () => contentToPlainText(content())],
])('[G1] %s shows the words of a newer version’s document and touches nothing in it', async (_, show) => {
  const words = await show();
  expect(words).toContain('heading');
  if (show !== drawStatic) expect(words.length).toBeGreaterThan(50);
  else for (const word of ['inside', 'rose', 'shiny', 'noted']) expect(words).toContain(word);
  expect(updates).toBe(0);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

async function drawStatic(): Promise<string> {
  const place = document.createElement('div');
  const root = createRoot(place);
  await act(async () => root.render(<StaticContent doc={doc} language="en" />));
  const words = place.textContent ?? '';
  await act(async () => root.unmount());
  return words;
}
