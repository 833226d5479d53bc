// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useSettled } from './use-settled.ts';

interface Shown {
  readonly word: string;
}

const isSending = ({ word }: Shown) => word === 'sending';
const Label = ({ value }: { readonly value: Shown }) => useSettled(value, isSending, 400).word;

describe('a label that flickers', () => {
  const place = document.createElement('div');
  let root: Root;
  const show = (word: string) => act(async () => root.render(<Label value={{ word }} />));
  const wait = (ms: number) => act(async () => vi.advanceTimersByTime(ms));

  beforeEach(async () => {
    vi.useFakeTimers();
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    root = createRoot(place);
    await show('saved');
  });
  afterEach(async () => {
    await act(async () => root.unmount());
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('[UI-STATE] keeps its word through a short passage', async () => {
    await show('sending');
    await wait(300);
    expect(place.textContent).toBe('saved');
    await show('on device');
    expect(place.textContent).toBe('on device');
  });

  it('[UI-STATE] tells of a passage that lasts, also when every key makes a new one', async () => {
    for (let key = 0; key < 6; key += 1) {
      await show('sending');
      await wait(100);
    }
    expect(place.textContent).toBe('sending');
    await show('saved');
    expect(place.textContent).toBe('saved');
  });
});
