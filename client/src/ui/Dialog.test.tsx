// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Dialog } from './Dialog.tsx';

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
});
afterEach(() => vi.unstubAllGlobals());

const aFrame = () => act(() => new Promise((resolve) => requestAnimationFrame(resolve)));

it.each([
  ['has given the focus back', undefined],
  ['is gone', 'menu'],
])('[UI-DIALOG] a dialog that opens before its menu %s returns the focus all the same', async (_moment, role) => {
  const page = document.body.appendChild(document.createElement('div'));
  const opener = document.body.appendChild(document.createElement('button'));
  const root = createRoot(page);
  const show = (isOpen: boolean) =>
    act(() =>
      root.render(
        <Dialog title="Move" isOpen={isOpen} onClose={() => {}}>
          <input />
        </Dialog>,
      ),
    );
  const menu = role === undefined ? undefined : document.body.appendChild(document.createElement('div'));
  menu?.setAttribute('role', 'menu');
  menu?.appendChild(document.createElement('button')).focus();
  await show(true);
  menu?.remove();
  requestAnimationFrame(() => opener.focus());
  for (let frame = 0; frame < 4; frame += 1) await aFrame();
  expect(document.activeElement?.closest('[role=dialog]')).not.toBeNull();
  await show(false);
  await aFrame();
  await aFrame();
  expect(document.activeElement).toBe(opener);
  await act(() => root.unmount());
  document.body.replaceChildren();
});
