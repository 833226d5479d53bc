import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { pathTo, withInner } from './folders.ts';
import { testDevices, testId } from './test-library.ts';

const device = () => {
  const [made] = testDevices(1);
  if (made === undefined) throw new Error('one was asked for');
  const fields = made.doc.getMap<unknown>('documents');
  return { made, fields, folders: made.doc.getMap<unknown>('folders') };
};

const fieldNames = ['added', 'title', 'excerpt', 'changedAt', 'openedAt', 'folder', 'pinnedAt', 'icon', 'trashedAt'];
const anything = fc.oneof(
  fc.anything().filter((value) => isSharable(value)),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.constantFrom(Number.NaN, Infinity, -1, 9e15, 'x'.repeat(1e5), '\ud800', '__proto__'),
);

function isSharable(value: unknown): boolean {
  try {
    new Y.Doc().getMap('m').set('k', value);
    return true;
  } catch {
    return false;
  }
}

describe('what another device or a file may say', () => {
  it('[L6] whatever stands in a field, the list is readable and nothing in it breaks a page', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...fieldNames), anything)), (values) => {
        const { made, fields } = device();
        fields.set(`${testId(1)}/added`, 1);
        for (const [field, value] of values) if (field !== 'added') fields.set(`${testId(1)}/${field}`, value);
        const entry = made.find(testId(1));
        if (entry === undefined) throw new Error('it was added');
        expect(entry.title.length).toBeLessThanOrEqual(1_000);
        expect(entry.excerpt.length).toBeLessThanOrEqual(400);
        expect(`${entry.title}${entry.excerpt}`.isWellFormed()).toBe(true);
        for (const time of [entry.changedAt, entry.openedAt, entry.trashedAt ?? 0]) {
          expect(time).toBeGreaterThanOrEqual(0);
          expect(() => new Date(time).toISOString()).not.toThrow();
        }
        expect(entry.folderId).toBeUndefined();
        expect(entry.icon ?? 'none').toMatch(/^[a-z0-9-]+$/);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['', '/', 'x/added', '/added', `${testId(1)}`, `${testId(1)}/`, 'a/b/c', `${'é'.repeat(1e4)}/added`])(
    '[L6] a key that names no field of a document is passed over: %s',
    (key) => {
      const { made, fields, folders } = device();
      fields.set(key, 1);
      folders.set(key, 1);
      expect(made.getContents()).toEqual({ entries: [], trashed: [], folders: new Map() });
    },
  );

  it('[L6] fields of a later version stay with their document, and leave with it', () => {
    const { made, fields } = device();
    made.add(testId(1));
    fields.set(`${testId(1)}/starredBy`, 'somebody');
    made.retitle(testId(1), 'Title');
    expect(fields.get(`${testId(1)}/starredBy`)).toBe('somebody');
    made.remove([testId(1)]);
    expect([...fields.keys()]).toEqual([]);
  });

  it('[L6] folders ten thousand deep, or all in one circle, are read without a stack', () => {
    const { made, folders } = device();
    const ids = made.doc.transact(() => Array.from({ length: 10_000 }, () => made.createFolder('', undefined)));
    made.doc.transact(() => {
      for (const [index, id] of ids.entries()) folders.set(`${id}/parent`, ids.at(index - 1));
    });
    const shown = made.getContents().folders;
    const [first] = ids;
    if (first === undefined) throw new Error('many were made');
    expect(withInner(shown, first).size).toBe(10_000);
    expect(pathTo(shown, ids.at(-1))).toHaveLength(10_000);
  });

  it('[L7] one change reads one document again: all others stay the same objects', () => {
    const { made } = device();
    for (let seed = 1; seed <= 50; seed += 1) made.add(testId(seed));
    const before = new Map(made.getContents().entries.map((entry) => [entry.id, entry]));
    made.retitle(testId(7), 'New');
    made.createFolder('Folder', undefined);
    const changed = made.getContents().entries.filter((entry) => before.get(entry.id) !== entry);
    expect(changed.map(({ id }) => id)).toEqual([testId(7)]);
  });
});
