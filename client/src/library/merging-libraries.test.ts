import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FolderId, pathTo } from './folders.ts';
import { meet, type TestDevice, testDevices, testId } from './test-library.ts';

const two = () => {
  const [one, other] = testDevices(2);
  if (one === undefined || other === undefined) throw new Error('two were asked for');
  return { one, other };
};

const parentOf = (device: TestDevice, id: FolderId) => device.getContents().folders.get(id)?.parentId;

describe('two devices that meet again', () => {
  it('[L1] keep both of two different changes to one document', () => {
    const { one, other } = two();
    one.add(testId(1));
    meet(one, other);
    const folder = one.createFolder('Minutes', undefined);
    one.moveDocuments([testId(1)], folder);
    other.pin([testId(1)], true);
    other.retitle(testId(1), 'Steering group');
    other.giveIcon(testId(1), 'scale');
    meet(one, other);
    for (const device of [one, other])
      expect(device.find(testId(1))).toMatchObject({
        folderId: folder,
        isPinned: true,
        title: 'Steering group',
        icon: 'scale',
      });
  });

  it('[L2] do not bring back, not even half, what one removed and the other changed meanwhile', () => {
    const { one, other } = two();
    one.add(testId(1));
    meet(one, other);
    one.remove([testId(1)]);
    other.retitle(testId(1), 'late');
    other.open(testId(1));
    other.pin([testId(1)], true);
    meet(one, other);
    for (const device of [one, other]) {
      expect(device.find(testId(1))).toBeUndefined();
      const left = [...device.doc.getMap('documents').keys()];
      device.putBack([testId(1)]);
      device.moveDocuments([testId(1)], device.createFolder('Folder', undefined));
      expect([...device.doc.getMap('documents').keys()]).toEqual(left);
      expect(device.getContents()).toMatchObject({ entries: [], trashed: [] });
    }
  });

  it('[L3] put into each other, folders stand with the oldest at the top, and can be moved from there', () => {
    const { one, other } = two();
    const [a, b, c] = ['A', 'B', 'C'].map((name) => one.createFolder(name, undefined));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three were made');
    meet(one, other);
    one.moveFolder(a, b);
    other.moveFolder(b, a);
    meet(one, other);
    for (const device of [one, other]) {
      expect(parentOf(device, a)).toBeUndefined();
      expect(parentOf(device, b)).toBe(a);
    }
    // The circle is still in the data: a move beside it must not open it, and carry A away.
    expect(one.moveFolder(b, c)).toBe(true);
    expect([a, b, c].map((id) => parentOf(one, id))).toEqual([undefined, c, undefined]);
    expect(one.moveFolder(c, a)).toBe(true);
    expect([a, b, c].map((id) => parentOf(one, id))).toEqual([undefined, c, a]);
    expect(one.moveFolder(a, b)).toBe(false);
  });

  it('[L4] show at the top what one put into a folder that the other deleted', () => {
    const { one, other } = two();
    const outer = one.createFolder('Outer', undefined);
    const folder = one.createFolder('Folder', outer);
    one.add(testId(1));
    meet(one, other);
    one.deleteFolder(folder, 'kept');
    other.moveDocuments([testId(1)], folder);
    const inner = other.createFolder('Inner', folder);
    other.renameFolder(folder, 'Renamed too late');
    meet(one, other);
    for (const device of [one, other]) {
      expect(device.find(testId(1))).toMatchObject({ folderId: undefined, trashedAt: undefined });
      expect([...device.getContents().folders.keys()]).toEqual([outer, inner]);
      expect(parentOf(device, inner)).toBeUndefined();
    }
  });

  it('[L5] leave in the trash what the other changed meanwhile, and put it back where the other moved it', () => {
    const { one, other } = two();
    const folder = one.createFolder('Folder', undefined);
    one.add(testId(1));
    meet(one, other);
    one.trash([testId(1)]);
    other.moveDocuments([testId(1)], folder);
    other.retitle(testId(1), 'Changed');
    meet(one, other);
    expect(one.getContents().entries).toEqual([]);
    expect(one.getContents().trashed).toMatchObject([{ id: testId(1), title: 'Changed' }]);
    one.putBack([testId(1)]);
    expect(one.getContents().entries).toMatchObject([{ folderId: folder, trashedAt: undefined }]);
  });

  it('[L5] keep what one put back while the other, not knowing, removed it', () => {
    const { one, other } = two();
    one.add(testId(1));
    one.trash([testId(1)]);
    meet(one, other);
    one.remove([testId(1)]);
    other.putBack([testId(1)]);
    meet(one, other);
    for (const device of [one, other]) expect(device.getContents().entries).toMatchObject([{ id: testId(1) }]);
  });
});

describe('one device', () => {
  it('[F18] puts what came by file on the list or back on it, where it was, as one change', () => {
    const { one } = two();
    const folder = one.createFolder('Folder', undefined);
    one.add(testId(1), folder);
    one.add(testId(2), folder);
    one.trash([testId(1)]);
    one.retitle(testId(2), 'Mine');
    let changes = 0;
    one.doc.on('update', () => {
      changes += 1;
    });
    one.bringIn([
      [testId(1), undefined],
      [testId(2), { title: 'Both', excerpt: 'words' }],
      [testId(3), { title: 'New', excerpt: 'words', changedAt: 9 }],
    ]);
    expect(changes).toBe(1);
    expect(one.find(testId(1))).toMatchObject({ folderId: folder, trashedAt: undefined });
    expect(one.find(testId(2))).toMatchObject({ folderId: folder, title: 'Both' });
    expect(one.find(testId(3))).toMatchObject({ title: 'New', folderId: undefined });
  });

  it('[L10] lists a copy beside the original, under its own title, neither pinned nor in the trash', () => {
    const { one } = two();
    const folder = one.createFolder('Folder', undefined);
    one.add(testId(1), folder);
    one.retitle(testId(1), 'Original');
    one.giveIcon(testId(1), 'euro');
    one.pin([testId(1)], true);
    one.addCopy(testId(2), testId(1), 'Original (copy)');
    expect(one.find(testId(2))).toMatchObject({
      title: 'Original (copy)',
      folderId: folder,
      icon: 'euro',
      isPinned: false,
      trashedAt: undefined,
    });
  });

  it('[L4] deletes a folder and keeps what is in it, where it was', () => {
    const { one } = two();
    const outer = one.createFolder('Outer', undefined);
    const folder = one.createFolder('Folder', outer);
    const inner = one.createFolder('Inner', folder);
    one.add(testId(1), folder);
    one.add(testId(2), inner);
    expect(one.deleteFolder(folder, 'kept')).toEqual([]);
    expect(one.find(testId(1))?.folderId).toBe(outer);
    expect(one.find(testId(2))?.folderId).toBe(inner);
    expect(parentOf(one, inner)).toBe(outer);
  });

  it('[L4] deletes a folder with all that is in it, and puts the documents back beside where it was', () => {
    const { one } = two();
    const outer = one.createFolder('Outer', undefined);
    const folder = one.createFolder('Folder', outer);
    const inner = one.createFolder('Inner', folder);
    one.add(testId(1), folder);
    one.add(testId(2), inner);
    one.add(testId(3), outer);
    const trashed = one.deleteFolder(folder, 'trashed');
    expect(new Set(trashed)).toEqual(new Set([testId(1), testId(2)]));
    expect([...one.getContents().folders.keys()]).toEqual([outer]);
    expect(one.getContents().entries.map(({ id }) => id)).toEqual([testId(3)]);
    one.putBack(trashed);
    expect(one.find(testId(2))).toMatchObject({ folderId: outer, trashedAt: undefined });
  });
});

/** A step of a random history: somebody does something to the folder and the document that the numbers point at. */
const step = fc.record({
  by: fc.nat(2),
  what: fc.constantFrom(
    'create',
    'create',
    'move',
    'move',
    'move',
    'delete',
    'empty',
    'rename',
    'add',
    'add',
    'file',
    'file',
    'trash',
    'putBack',
    'remove',
    'meet',
  ),
  folder: fc.nat(30),
  into: fc.nat(30),
  document: fc.nat(8),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function take(device: TestDevice, others: readonly TestDevice[], { what, folder, into, document }: Step): void {
  const known = [...device.getContents().folders.keys()];
  const chosen = known[folder % Math.max(1, known.length)];
  // One in so many is the top.
  const target = known[into % (known.length + 1)];
  const id = testId(document + 1);
  switch (what) {
    case 'create':
      device.createFolder(`F${folder}`, target);
      break;
    case 'move':
      if (chosen !== undefined && device.moveFolder(chosen, target)) expect(parentOf(device, chosen)).toBe(target);
      break;
    case 'delete':
    case 'empty':
      if (chosen !== undefined) device.deleteFolder(chosen, what === 'delete' ? 'kept' : 'trashed');
      break;
    case 'rename':
      if (chosen !== undefined) device.renameFolder(chosen, `R${into}`);
      break;
    case 'add':
      device.add(id, target);
      break;
    case 'file':
      device.moveDocuments([id], target);
      expect(device.find(id)?.folderId).toBe(device.find(id) && target);
      break;
    case 'trash':
      device.trash([id]);
      break;
    case 'putBack':
      device.putBack([id]);
      break;
    case 'remove':
      device.remove([id]);
      break;
    case 'meet':
      meet(device, ...others.slice(0, 1));
      break;
  }
}

/** Whoever looks from the top sees it. */
function expectReachable({ getContents }: TestDevice): void {
  const { entries, trashed, folders } = getContents();
  for (const { id } of folders.values()) {
    const path = pathTo(folders, id);
    expect(new Set(path).size).toBe(path.length);
    expect(path[0]?.parentId).toBeUndefined();
  }
  for (const { folderId } of [...entries, ...trashed])
    expect(folderId === undefined || folders.has(folderId)).toBe(true);
}

it('[L3] whatever two or three devices do apart, they show the same tree when they meet, and nothing is out of reach', () => {
  const seed = Number(import.meta.env['LIBRARY_SEED'] ?? Date.now() % 2 ** 31);
  console.info(`[L3] seed ${seed}`);
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 3 }), fc.array(step, { maxLength: 60 }), (count, steps) => {
      const devices = testDevices(count);
      const added = new Set<string>();
      const removed = new Set<string>();
      for (const taken of steps) {
        const device = devices[taken.by % count];
        if (device === undefined) continue;
        take(
          device,
          devices.filter((other) => other !== device),
          taken,
        );
        expectReachable(device);
        if (taken.what === 'add') added.add(testId(taken.document + 1));
        if (taken.what === 'remove') removed.add(testId(taken.document + 1));
      }
      meet(...devices);
      const [first, ...others] = devices.map(({ getContents }) => getContents());
      for (const other of others) expect(other).toEqual(first);
      devices.forEach(expectReachable);
      const listed = new Set([...(first?.entries ?? []), ...(first?.trashed ?? [])].map(({ id }) => String(id)));
      for (const id of added.difference(removed)) expect(listed).toContain(id);
    }),
    { seed, numRuns: Number(import.meta.env['LIBRARY_RUNS'] ?? 200) },
  );
});
