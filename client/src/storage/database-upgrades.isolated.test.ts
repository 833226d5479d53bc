import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase, openExistingDatabase } from './database.ts';
import type { FormatUpgrade } from './database-upgrades.ts';

const test = vi.hoisted(() => ({ isBroken: false }));
vi.mock('./database-upgrades.ts', () => {
  const formatUpgrades: FormatUpgrade[] = [
    (_opened, transaction) => void transaction.objectStore('custom').put('second', 'first step'),
    (opened, transaction) => {
      opened.createObjectStore('third');
      transaction.objectStore('custom').put('third', 'second step');
      // Asked for, and refused in the middle of it.
      if (test.isBroken) transaction.objectStore('custom').add('again', 'first step');
    },
  ];
  return { formatUpgrades };
});

const alone = { yielded: () => undefined, lost: () => undefined };

/** A database as the first version made it. */
async function writtenBefore(name: string): Promise<void> {
  const database = await openDB(name, 1, {
    upgrade(created) {
      created.createObjectStore('updates', { autoIncrement: true });
      created.createObjectStore('custom');
    },
  });
  await database.add('updates', Uint8Array.of(1, 2, 3));
  database.close();
}

beforeEach(() => {
  test.isBroken = false;
});

describe('a later format of the database', () => {
  it('[D25] is made of what is there by every step in order, and by asking for what is there too', async () => {
    for (const open of [createDatabase, openExistingDatabase]) {
      await writtenBefore(open.name);
      const database = await open(open.name, alone);
      expect(database?.version).toBe(3);
      expect(await database?.getAll('updates')).toEqual([Uint8Array.of(1, 2, 3)]);
      expect(await database?.getAll('custom')).toEqual(['second', 'third']);
      database?.close();
    }
  });

  it('[D25] is what a new database has, and asking for one that is not there makes none', async () => {
    expect(await openExistingDatabase('none', alone)).toBeUndefined();
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('none');
    const database = await createDatabase('new', alone);
    expect(database.version).toBe(3);
    expect([...database.objectStoreNames]).toContain('third');
    database.close();
  });

  it('[D25] is made whole or not at all: a step that fails leaves the former format as it was', async () => {
    await writtenBefore('broken');
    test.isBroken = true;
    await expect(openExistingDatabase('broken', alone)).rejects.toThrow();
    await expect(createDatabase('broken', alone)).rejects.toThrow();
    const former = await openDB('broken');
    expect(former.version).toBe(1);
    expect(await former.getAll('updates')).toEqual([Uint8Array.of(1, 2, 3)]);
    expect(await former.count('custom')).toBe(0);
    former.close();
  });
});
