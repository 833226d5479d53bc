import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { settle } from './settled.ts';

describe('a word that flickers', () => {
  const source = createStore(() => 'saved');
  const become = (word: string) => source.setState(word, true);
  const listener = vi.fn();
  let stop: () => void;
  let settled: ReturnType<typeof settle<string>>;

  beforeEach(() => {
    vi.useFakeTimers();
    become('saved');
    settled = settle(source, (word) => word.startsWith('sending'), 400);
    stop = settled.subscribe(listener);
    listener.mockClear();
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  it('[UI-STATE] keeps its word through a short passage', () => {
    become('sending');
    vi.advanceTimersByTime(300);
    expect(settled.getState()).toBe('saved');
    expect(listener).not.toHaveBeenCalled();
    become('on device');
    expect(settled.getState()).toBe('on device');
    expect(listener).toHaveBeenCalledOnce();
  });

  it('[UI-STATE] tells of a passage that lasts, also when every key makes a new one', () => {
    for (let key = 0; key < 4; key += 1) {
      become(`sending ${key}`);
      vi.advanceTimersByTime(100);
    }
    expect(settled.getState()).toBe('sending 3');
    become('sending 4');
    expect(settled.getState()).toBe('sending 4');
    become('saved');
    expect(settled.getState()).toBe('saved');
  });

  it('[UI-STATE] begins to count anew after each passage', () => {
    for (let key = 0; key < 6; key += 1) {
      become('sending');
      vi.advanceTimersByTime(300);
      become('saved');
      vi.advanceTimersByTime(300);
      expect(settled.getState()).toBe('saved');
    }
  });

  it('[UI-STATE] tells of a passage that had begun before anybody looked', () => {
    stop();
    become('sending');
    settled = settle(source, (word) => word === 'sending', 400);
    become('saved');
    stop = settled.subscribe(listener);
    expect(settled.getState()).toBe('saved');
  });
});
