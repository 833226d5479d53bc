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

it('[UI-DIALOG] a dialog that opens before its menu has given the focus back returns it all the same', async () => {
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
  requestAnimationFrame(() => opener.focus());
  await show(true);
  await aFrame();
  await aFrame();
  expect(document.activeElement?.closest('[role=dialog]')).not.toBeNull();
  await show(false);
  await aFrame();
  await aFrame();
  expect(document.activeElement).toBe(opener);
  await act(() => root.unmount());
  document.body.replaceChildren();
});
