// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { setPreferences } from '../preferences.ts';
import { watchCircumstances } from './circumstances.ts';

beforeEach(() => setPreferences({ isConvergencePaused: false }));
afterEach(() => {
  vi.restoreAllMocks();
  setPreferences({ isConvergencePaused: false });
  Reflect.deleteProperty(navigator, 'connection');
});

function setUp() {
  const heard: string[] = [];
  const circumstances = watchCircumstances(
    () => heard.push('changed'),
    () => heard.push('resumed'),
  );
  return { circumstances, heard };
}

it('[C4] stands still in a pause and without a network, and begins anew after it before anything is said', () => {
  const { circumstances, heard } = setUp();
  expect(circumstances.standstill()).toBeUndefined();
  setPreferences({ isConvergencePaused: true });
  expect(circumstances.standstill()).toBe('person');
  setPreferences({ isConvergencePaused: false });
  expect(circumstances.standstill()).toBeUndefined();
  expect(heard).toEqual(['changed', 'resumed', 'changed']);
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  dispatchEvent(new Event('offline'));
  expect(circumstances.standstill()).toBe('offline');
  onLine.mockReturnValue(true);
  dispatchEvent(new Event('online'));
  expect(heard.slice(3)).toEqual(['changed', 'resumed', 'changed']);
});

it('[C4] saves data where the browser is told to, until the person wants it otherwise', () => {
  const { circumstances, heard } = setUp();
  Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true });
  expect(circumstances.standstill()).toBe('saving-data');
  circumstances.ignoreDataSaving();
  expect(circumstances.standstill()).toBeUndefined();
  expect(heard).toEqual(['changed']);
});
