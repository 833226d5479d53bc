// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startI18n } from '../../../i18n/i18n.ts';
import { words as en } from '../../words/en.ts';
import { FocusMode } from './FocusMode.tsx';
import { enterFocus } from './focus-state.ts';

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  await startI18n('en', en);
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

/** In the text, where ProseMirror takes every Escape. */
async function press(init: KeyboardEventInit): Promise<void> {
  const text = document.body.appendChild(document.createElement('div'));
  text.addEventListener('keydown', (event) => event.preventDefault());
  await act(() => text.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })));
  text.remove();
}
const isFocused = () => document.documentElement.dataset['focus'] === 'text';

async function mount() {
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  await act(() => root.render(<FocusMode focusText={() => undefined} />));
  return root;
}

it('[UI-FOCUS] only the text is left by the key or by name, and Escape brings the rest back', async () => {
  const root = await mount();
  await press({ key: 'F', ctrlKey: true, shiftKey: true });
  expect(isFocused()).toBe(true);
  await press({ key: 'Escape' });
  expect(isFocused()).toBe(false);
  await act(enterFocus);
  expect(isFocused()).toBe(true);
  await press({ key: 'F', ctrlKey: true, shiftKey: true });
  expect(isFocused()).toBe(false);
  await act(() => root.unmount());
});

it('[UI-FOCUS] Escape belongs to what is open over the text first', async () => {
  const root = await mount();
  await act(enterFocus);
  const list = document.body.appendChild(document.createElement('div'));
  list.setAttribute('role', 'listbox');
  await press({ key: 'Escape' });
  expect(isFocused()).toBe(true);
  list.remove();
  await press({ key: 'Escape' });
  expect(isFocused()).toBe(false);
  await act(() => root.unmount());
});

it('[UI-FOCUS] the next document has everything around it', async () => {
  const root = await mount();
  await act(enterFocus);
  await act(() => root.unmount());
  expect(isFocused()).toBe(false);
  const next = await mount();
  expect(isFocused()).toBe(false);
  await act(() => next.unmount());
});
