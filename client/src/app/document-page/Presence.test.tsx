// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startI18n } from '../../i18n/i18n.ts';
import { words as en } from '../words/en.ts';
import { Presence } from './Presence.tsx';

beforeEach(() => startI18n('en', en));
afterEach(() => vi.unstubAllGlobals());

it('[UI-PRESENCE] the button of those who are here is called by what is seen on it, and then in words', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const names = ['Ana Petit', 'Bob', 'Chloé Roy', 'Dan'];
  const root = createRoot(document.body);
  await act(() => root.render(<Presence canGo people={names.map((name) => ({ id: name, name }))} />));
  const button = document.querySelector('button');
  expect(button?.getAttribute('aria-label')).toBeNull();
  expect(button?.querySelector('[aria-hidden=true]')).toBeNull();
  expect(button?.textContent).toMatch(/^AP B CR .*\+1 5 people here$/);
  await act(() => root.unmount());
});
