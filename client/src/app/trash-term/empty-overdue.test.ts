import { err, ok } from '@ecritoire/shared';
import { expect, it } from 'vitest';
import { testDevices, testId } from '../../library/test-library.ts';
import { trashTermMs } from '../../library/trash-term.ts';
import { emptyOverdue, type OverdueOptions } from './empty-overdue.ts';

const id = testId(1);

/** A device on which one document has been in the trash for its term, warned of in time, and another is not. */
function setUp(change: Partial<OverdueOptions> = {}) {
  const [device] = testDevices(1);
  if (device === undefined) throw new Error('One device');
  for (const listed of [id, testId(2)]) device.add(listed);
  device.trash([id]);
  const trashedAt = device.find(id)?.trashedAt ?? 0;
  const removed: string[] = [];
  const look = () =>
    emptyOverdue({
      library: {
        getSnapshot: () => ({ phase: 'ready', ...device.getContents() }),
        find: device.find,
        remove: device.remove,
      },
      warnings: () => new Map([[id, { trashedAt, seenAt: trashedAt + 1 }]]),
      isClockSound: async () => true,
      isHere: async () => true,
      visit: async () => ({ name: 'converged', transport: 'websocket' }),
      hasUnsent: async () => false,
      remove: async (gone) => {
        removed.push(gone);
        return ok(undefined);
      },
      now: () => trashedAt + trashTermMs,
      ...change,
    });
  return { device, removed, look };
}

it('[L12] deletes what was in the trash for its term from the device and from the list, and nothing else', async () => {
  const { device, removed, look } = setUp();
  expect(await look()).toMatchObject([{ id }]);
  expect(removed).toEqual([id]);
  expect(device.find(id)).toBeUndefined();
  expect(device.find(testId(2))).toBeDefined();
  expect(await look()).toEqual([]);
});

it('[L12] takes what this device never had off the list only', async () => {
  const { device, look } = setUp({ isHere: async () => false, visit: async () => expect.fail() });
  await look();
  expect(device.find(id)).toBeUndefined();
});

const doubts: readonly (readonly [string, Partial<OverdueOptions>])[] = [
  ['its warning was not seen', { warnings: () => new Map() }],
  ['the clock is wrong, or no server vouches for it', { isClockSound: async () => false }],
  ['a page has it open', { visit: async () => ({ name: 'open' }) }],
  ['the relay is away', { visit: async () => ({ name: 'unreachable', isIntercepted: false }) }],
  ['the relay does not take it', { visit: async () => ({ name: 'skipped', reason: 'too-large' }) }],
  ['it holds words that nobody has confirmed, behind a server that confirms nothing', { hasUnsent: async () => true }],
];
it.each(doubts)('[L13] nothing is deleted while %s', async (_doubt, change) => {
  const { device, removed, look } = setUp(change);
  expect(await look()).toEqual([]);
  expect(removed).toEqual([]);
  expect(device.find(id)?.trashedAt).toBeDefined();
});

it('[L13] what is put back while the relay is asked stays', async () => {
  const { device, removed, look } = setUp({
    visit: async () => {
      device.putBack([id]);
      return { name: 'converged', transport: 'websocket' };
    },
  });
  await look();
  expect(removed).toEqual([]);
  expect(device.find(id)).toMatchObject({ trashedAt: undefined });
});

it('[L13] what the device could not delete stays on the list', async () => {
  const { device, look } = setUp({ remove: async () => err('blocked') });
  expect(await look()).toEqual([]);
  expect(device.find(id)).toBeDefined();
});
