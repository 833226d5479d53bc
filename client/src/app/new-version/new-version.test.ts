import { expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createNewVersion, type NewVersionParts } from './new-version.ts';

const everyMicrotask = () => new Promise((resolve) => setTimeout(resolve));

function setUp(parts: Partial<NewVersionParts> = {}) {
  const log: string[] = [];
  const hasNewer = createStore(() => false);
  const check = vi.fn(async (): Promise<'newer' | 'none' | 'unreachable'> => 'none');
  const takeOver = vi.fn(async () => {
    log.push('take over');
    return true;
  });
  const newVersion = createNewVersion({
    program: { hasNewer, check, takeOver },
    untilPause: () => Promise.resolve(),
    isEverythingStored: () => true,
    hasEveryWindowStored: () => Promise.resolve(true),
    freeze: () => {
      log.push('freeze');
      return () => log.push('thaw');
    },
    reload: () => log.push('reload'),
    ...parts,
  });
  newVersion.state.subscribe((state) => log.push(state));
  return { newVersion, hasNewer, check, takeOver, log };
}

it('[U1] a version is offered only when nobody is typing and every window has stored its text', async () => {
  const pause = Promise.withResolvers<void>();
  const stored = Promise.withResolvers<boolean>();
  const { hasNewer, newVersion } = setUp({
    untilPause: () => pause.promise,
    hasEveryWindowStored: () => stored.promise,
  });
  hasNewer.setState(true, true);
  pause.resolve();
  await everyMicrotask();
  expect(newVersion.state.getState()).toBe('none');
  stored.resolve(true);
  await vi.waitFor(() => expect(newVersion.state.getState()).toBe('offered'));

  const typing = setUp({ untilPause: () => new Promise(() => undefined) });
  typing.hasNewer.setState(true, true);
  await everyMicrotask();
  expect(typing.newVersion.state.getState()).toBe('none');
});

it('[U2] nothing is reloaded and no worker let in unless somebody asks', async () => {
  const { hasNewer, newVersion, log, takeOver } = setUp();
  hasNewer.setState(true, true);
  await vi.waitFor(() => expect(newVersion.state.getState()).toBe('offered'));
  expect(takeOver).not.toHaveBeenCalled();
  expect(log).toEqual(['offered']);
  await newVersion.take();
  expect(log).toEqual(['offered', 'taking', 'freeze', 'take over', 'reload']);
});

it('[U3] with text that some window has not stored the worker waits, the page goes on, and the offer comes back', async () => {
  const stored = Promise.withResolvers<boolean>();
  const { newVersion, log } = setUp({
    hasEveryWindowStored: (deadlineMs) => (deadlineMs === undefined ? stored.promise : Promise.resolve(false)),
  });
  const taking = newVersion.take();
  await vi.waitFor(() => expect(newVersion.state.getState()).toBe('held-back'));
  stored.resolve(true);
  await taking;
  expect(log).toEqual(['taking', 'freeze', 'thaw', 'held-back', 'offered']);
});

it('[U3] nothing is reloaded when this page wrote while the worker took over and could not store it', async () => {
  vi.useFakeTimers();
  let isStored = true;
  const { newVersion, log, takeOver } = setUp({ isEverythingStored: () => isStored });
  takeOver.mockImplementation(async () => {
    isStored = false;
    return true;
  });
  const taking = newVersion.take();
  await vi.advanceTimersByTimeAsync(10_000);
  await taking;
  vi.useRealTimers();
  expect(log).toEqual(['taking', 'freeze', 'thaw', 'held-back', 'offered']);
});

it('[U5] a worker that does not take over leaves the page as it is', async () => {
  const { newVersion, log, takeOver } = setUp();
  takeOver.mockResolvedValue(false);
  await newVersion.take();
  expect(log).toEqual(['taking', 'freeze', 'thaw', 'failed']);
});

it('[U5] a defect in between leaves no page without its keys', async () => {
  const { newVersion, log, takeOver } = setUp();
  takeOver.mockRejectedValue(new Error('defect'));
  await expect(newVersion.take()).rejects.toThrow('defect');
  expect(log).toEqual(['taking', 'freeze', 'thaw', 'failed']);
});

it.each([
  ['newer', 'offered'],
  ['none', 'absent'],
  ['unreachable', 'unreachable'],
] as const)('[U8] a document that needs it asks the server at once: %s is said as %s', async (found, said) => {
  const { newVersion, check, log } = setUp({ untilPause: () => new Promise(() => undefined) });
  check.mockResolvedValue(found);
  await newVersion.look();
  expect(log).toEqual(['looking', said]);
});

it('[U8] a version that is on the device already is offered without asking anybody', async () => {
  const { newVersion, check, hasNewer, log } = setUp({ untilPause: () => new Promise(() => undefined) });
  hasNewer.setState(true, true);
  await newVersion.look();
  expect(check).not.toHaveBeenCalled();
  expect(log).toEqual(['offered']);
});
