import { expect, it } from 'vitest';
import { announceUnstoredText, hasEveryWindowStored } from './unstored-text.ts';

function openWindow() {
  let listener: () => void = () => undefined;
  let isUnstored = false;
  announceUnstoredText(
    {
      hasUnstoredText: () => isUnstored,
      subscribe(given) {
        listener = given;
        return () => undefined;
      },
    },
    navigator.locks,
  );
  return (now: boolean) => {
    isUnstored = now;
    listener();
  };
}

const soon = () => AbortSignal.timeout(50);

it('[U3] text that one window could not store holds every window back, until the last such window has', async () => {
  const one = openWindow();
  const other = openWindow();
  expect(await hasEveryWindowStored(navigator.locks, soon())).toBe(true);
  one(true);
  other(true);
  other(true);
  expect(await hasEveryWindowStored(navigator.locks, soon())).toBe(false);
  one(false);
  expect(await hasEveryWindowStored(navigator.locks, soon())).toBe(false);
  const whenever = hasEveryWindowStored(navigator.locks);
  other(false);
  expect(await whenever).toBe(true);
  one(true);
  expect(await hasEveryWindowStored(navigator.locks, soon())).toBe(false);
  one(false);
});
