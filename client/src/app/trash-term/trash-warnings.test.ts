import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { stubPage } from '../../fake-page.ts';
import { testId } from '../../library/test-library.ts';
import { isClockSound } from './server-clock.ts';
import { openWarnings } from './trash-warnings.ts';

stubPage();
afterEach(() => void vi.stubGlobal('fetch', undefined));
// The next file in this worker has a page of its own, or none.
afterAll(() => void vi.unstubAllGlobals());

const warnings = new Map([[testId(1), { trashedAt: 1, seenAt: 2 }]]);

it('[L12] a warning that was seen is known to the next page', () => {
  const kept = new Map<string, string>();
  const memory = { getItem: (key: string) => kept.get(key) ?? null, setItem: kept.set.bind(kept) };
  openWarnings(() => memory).keep(warnings);
  expect(openWarnings(() => memory).state.getState()).toEqual(warnings);
});

it('[L13] one that cannot be kept was not seen', () => {
  const refuse = () => {
    throw new DOMException('', 'QuotaExceededError');
  };
  const opened = openWarnings(() => ({ getItem: () => null, setItem: refuse }));
  opened.keep(warnings);
  expect(opened.state.getState().size).toBe(0);
  expect(openWarnings(refuse).state.getState().size).toBe(0);
});

it.each([
  '{',
  'null',
  '{}',
  '[1,[2]]',
  '[["x",{"trashedAt":1,"seenAt":2}]]',
  `[["${testId(1)}",{"trashedAt":1}]]`,
  `[["${testId(1)}",{"trashedAt":1,"seenAt":-5}]]`,
])('[L13] nonsense among them was not seen: %s', (text) => {
  const opened = openWarnings(() => ({ getItem: () => text, setItem: () => undefined }));
  expect(opened.state.getState().size).toBe(0);
});

const nowMs = Date.UTC(2026, 10, 23);
const answers: readonly (readonly [string, boolean, () => Promise<Response>])[] = [
  ['agrees with the server', true, async () => new Response('', { headers: { date: new Date(nowMs).toUTCString() } })],
  ['is a year ahead', false, async () => new Response('', { headers: { date: 'Sun, 23 Nov 2025 00:00:00 GMT' } })],
  ['is a year behind', false, async () => new Response('', { headers: { date: 'Tue, 23 Nov 2027 00:00:00 GMT' } })],
  ['is vouched for by nobody', false, async () => Promise.reject(new TypeError('no way through'))],
  ['is answered by something without one', false, async () => new Response('')],
];
it.each(answers)('[L13] a clock that %s: sound is %s', async (_how, isSound, fetched) => {
  vi.stubGlobal('fetch', fetched);
  expect(await isClockSound(() => nowMs)).toBe(isSound);
});
