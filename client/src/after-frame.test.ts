import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterFrame } from './after-frame.ts';
import { stubPage } from './fake-page.ts';

let page: EventTarget;
let frames: (() => void)[];

beforeEach(() => {
  page = stubPage();
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const isHidden = (): void => {
  Object.assign(document, { visibilityState: 'hidden' });
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('what waits for the frame', () => {
  it('begins in a task after the frame, all of it in order, and each once', async () => {
    const done: number[] = [];
    for (const place of [1, 2, 3]) afterFrame(() => done.push(place));
    expect(frames).toHaveLength(1);
    frames[0]?.();
    expect(done).toEqual([]);
    await vi.waitFor(() => expect(done).toEqual([1, 2, 3]));
    page.dispatchEvent(new Event('pagehide'));
    expect(done).toEqual([1, 2, 3]);
  });

  it('runs what such work asks for right after it, without another frame', async () => {
    const done: string[] = [];
    afterFrame(() => {
      afterFrame(() => done.push('asked for'));
      done.push('first');
    });
    afterFrame(() => done.push('second'));
    frames[0]?.();
    await vi.waitFor(() => expect(done).toEqual(['first', 'second', 'asked for']), { timeout: 90 });
    expect(frames).toHaveLength(1);
    afterFrame(() => done.push('the next key’s'));
    expect(frames).toHaveLength(2);
    page.dispatchEvent(new Event('pagehide'));
  });

  it('[D24] leaves nothing that such work asked for behind when the page is left', () => {
    const done = vi.fn();
    afterFrame(() => afterFrame(() => afterFrame(done)));
    page.dispatchEvent(new Event('pagehide'));
    expect(done).toHaveBeenCalledOnce();
  });

  it.each([
    ['the page is left', () => page.dispatchEvent(new Event('pagehide'))],
    ['the page is hidden', isHidden],
  ])('[D24] does not wait when %s', (_, leave) => {
    const done = vi.fn();
    afterFrame(done);
    leave();
    expect(done).toHaveBeenCalledOnce();
  });

  it('[D24] does not wait for a frame in a page that is hidden already', async () => {
    isHidden();
    const done = vi.fn();
    afterFrame(done);
    await vi.waitFor(() => expect(done).toHaveBeenCalledOnce(), { timeout: 90 });
    expect(frames).toHaveLength(0);
  });

  it('[D24] does not wait for ever for a frame that never comes', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const done = vi.fn();
    afterFrame(done);
    vi.advanceTimersByTime(100);
    expect(done).toHaveBeenCalledOnce();
  });

  it('runs the others when one fails, and reports it', () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const mistake = new Error('mistake');
    const done = vi.fn();
    afterFrame(() => {
      throw mistake;
    });
    afterFrame(done);
    page.dispatchEvent(new Event('pagehide'));
    expect(reported).toHaveBeenCalledExactlyOnceWith(mistake);
    expect(done).toHaveBeenCalledOnce();
  });
});
