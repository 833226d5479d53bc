import { afterEach, describe, expect, it, vi } from 'vitest';
import { startFileWork } from './file-work.ts';

/** A thread that does what a test wants of it. */
class FakeThread extends EventTarget {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  isEnded = false;
  readonly asked: unknown[] = [];
  readonly postMessage = (call: unknown) => this.asked.push(call);
  readonly terminate = () => {
    this.isEnded = true;
  };
}

afterEach(() => void vi.useRealTimers());

function workWith() {
  const threads: FakeThread[] = [];
  const work = startFileWork(() => {
    const thread = new FakeThread();
    threads.push(thread);
    return thread;
  });
  return { work, threads };
}

describe('the thread that works on files', () => {
  it('[F17] a task that takes too long ends its thread, and the next one gets another', async () => {
    vi.useFakeTimers();
    const { work, threads } = workWith();
    const hanging = work.run('finish');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await hanging).toEqual({ ok: false, error: 'gave-up' });
    expect(threads[0]?.isEnded).toBe(true);
    const next = work.run('begin', 'Écritoire', 0);
    expect(threads[1]?.asked).toEqual([['begin', 'Écritoire', 0]]);
    threads[1]?.onmessage?.(new MessageEvent('message', { data: undefined }));
    expect(await next).toMatchObject({ ok: true });
  });

  it('[F17] a thread that fails, as for want of memory, costs its task and no other', async () => {
    const { work, threads } = workWith();
    const failing = work.run('finish');
    threads[0]?.onerror?.(new ErrorEvent('error'));
    expect(await failing).toEqual({ ok: false, error: 'gave-up' });
    expect(threads[0]?.isEnded).toBe(true);
    const next = work.run('finish');
    expect(threads).toHaveLength(2);
    threads[1]?.onmessage?.(new MessageEvent('message', { data: new Blob() }));
    expect(await next).toMatchObject({ ok: true });
  });
});
