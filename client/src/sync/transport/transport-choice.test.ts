import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTransportChoice } from './transport-choice.ts';

const minuteMs = 60_000;

let page: EventTarget;
let stored: Map<string, string>;

beforeEach(() => {
  vi.useFakeTimers();
  page = new EventTarget();
  stored = new Map();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A window of the device; `passes` is what a WebSocket does from now on. */
function openWindow(passes: () => boolean = () => false) {
  const probesAtMs: number[] = [];
  const openedAtMs = Date.now();
  const choice = createTransportChoice({
    probe: async () => {
      probesAtMs.push(Date.now() - openedAtMs);
      return passes();
    },
    memory: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    now: Date.now,
  });
  return { choice, probesAtMs };
}

describe('the choice of a transport', () => {
  it('[T8] a WebSocket comes first; where it is blocked the device begins with HTTP for an hour', () => {
    const { choice } = openWindow();
    expect(choice.first()).toBe('websocket');
    choice.webSocketBlocked();
    expect([choice.first(), openWindow().choice.first()]).toEqual(['http', 'http']);
    vi.advanceTimersByTime(59 * minuteMs);
    expect([choice.first(), openWindow().choice.first()]).toEqual(['http', 'http']);
    vi.advanceTimersByTime(minuteMs);
    expect([choice.first(), openWindow().choice.first()]).toEqual(['websocket', 'websocket']);
  });

  it('[T8] a clock that was set back does not make the hour longer, and a WebSocket that opens ends it', () => {
    const { choice } = openWindow();
    choice.webSocketBlocked();
    vi.setSystemTime(Date.now() - 24 * 60 * minuteMs);
    expect(choice.first()).toBe('websocket');
    choice.webSocketBlocked();
    choice.webSocketOpened();
    expect([choice.first(), openWindow().choice.first()]).toEqual(['websocket', 'websocket']);
  });

  it('[T8] a WebSocket is tried again after 10 s and ever more rarely, while a document needs it', async () => {
    const { choice, probesAtMs } = openWindow();
    const leave = choice.httpOpened(() => undefined);
    await vi.advanceTimersByTimeAsync(95 * minuteMs);
    const minutes = [0, 1, 3, 7, 15, 31, 61, 91];
    expect(probesAtMs).toEqual(minutes.map((minute) => minute * minuteMs + 10_000));
    leave();
    await vi.advanceTimersByTimeAsync(95 * minuteMs);
    expect(probesAtMs).toHaveLength(minutes.length);
  });

  it('[T8] when it passes every document leaves HTTP, and the device forgets', async () => {
    const { choice } = openWindow(() => true);
    choice.webSocketBlocked();
    const replaced: string[] = [];
    choice.httpOpened(() => replaced.push('one'));
    choice.httpOpened(() => replaced.push('other'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(replaced).toEqual(['one', 'other']);
    expect(choice.first()).toBe('websocket');
  });

  it('[T8] on another network what was learnt counts no more, and a WebSocket is tried soon', async () => {
    const { choice, probesAtMs } = openWindow();
    choice.webSocketBlocked();
    choice.httpOpened(() => undefined);
    await vi.advanceTimersByTimeAsync(20 * minuteMs);
    const before = probesAtMs.length;
    page.dispatchEvent(new Event('online'));
    expect(choice.first()).toBe('websocket');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(probesAtMs).toHaveLength(before + 1);
  });
});
