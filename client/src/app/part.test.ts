import { expect, it, vi } from 'vitest';
import { createPart } from './part.ts';

it('[U7] a part is fetched once, and again only after that failed', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const fetchPart = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new TypeError('gone'))
    .mockResolvedValue('there');
  const part = createPart(fetchPart);
  const states: string[] = [];
  part.subscribe(() => states.push(part.getState().name));

  expect(await part.load()).toEqual({ ok: false, error: 'missing' });
  const [first, second] = await Promise.all([part.load(), part.load()]);
  expect(first).toEqual({ ok: true, value: 'there' });
  expect(second).toEqual(first);
  expect(await part.load()).toEqual(first);
  expect(fetchPart).toHaveBeenCalledTimes(2);
  expect(states).toEqual(['loading', 'missing', 'loading', 'loaded']);
  expect(warn).toHaveBeenCalledOnce();
  warn.mockRestore();
});
