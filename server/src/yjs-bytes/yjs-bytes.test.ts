import { type Range, type ScannedUpdate, scanUpdate } from '@ecritoire/shared/yjs-bytes';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ContentIndex } from './content-index.ts';
import { deletionsFirst } from './deletions-first.ts';
import { emptyStateVector, mergeUpdates, updateFor } from './merge-updates.ts';
import { createRandom, randomUpdates } from './test-documents.ts';

const seeds = Array.from({ length: 40 }, (_, seed) => seed + 1);

/** What `Y.decodeUpdate` makes of the bytes, in our words; undefined when it throws. */
function decoded(update: Uint8Array): ScannedUpdate | undefined {
  try {
    const { structs, ds } = Y.decodeUpdate(update);
    const units = structs
      .filter((struct) => !(struct instanceof Y.Skip))
      .map(({ id, length }) => ({ client: id.client, clock: id.clock, length }));
    const deletes = [...ds.clients].flatMap(([client, ranges]) =>
      ranges.map(({ clock, len }) => ({ client, clock, length: len })),
    );
    return { blocks: units as never, deletes };
  } catch {
    return undefined;
  }
}

/** Every unit named once, so that two ways to cut the same units into runs are equal. */
function units(ranges: readonly Range[]): string {
  const runs: Range[] = [];
  for (const { client, clock, length } of ranges) {
    const last = runs.at(-1);
    if (length === 0) continue;
    if (last?.client === client && last.clock + last.length === clock)
      runs[runs.length - 1] = { ...last, length: last.length + length };
    else runs.push({ client, clock, length });
  }
  return JSON.stringify(runs);
}

const sameDeletes = (ranges: readonly Range[]): string => JSON.stringify(ranges);

function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const document = new Y.Doc();
  for (const update of updates) Y.applyUpdate(document, update);
  return document;
}

/** Everything that two equal documents have in common. */
const contents = (document: Y.Doc): unknown => ({
  text: document.getText('text').toDelta(),
  content: document.getXmlFragment('content').toString(),
  list: document.getArray('list').toJSON(),
  keys: [...document.getMap('meta').keys()].sort(),
  stateVector: [...Y.decodeStateVector(Y.encodeStateVector(document))].sort(([one], [other]) => one - other),
  pending: document.store.pendingStructs === null && document.store.pendingDs === null,
});

function mutated(update: Uint8Array, random: () => number): Uint8Array {
  const bytes = update.slice();
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes -= 1)
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  return random() < 0.3 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
}

describe('scanning an update', () => {
  it.each(seeds)('[R6] finds the units and deletions that Yjs finds (seed %i)', (seed) => {
    const updates = randomUpdates(seed, 60);
    for (const update of [...updates, Y.mergeUpdates(updates), Y.encodeStateAsUpdate(documentOf(updates))]) {
      const scan = scanUpdate(update);
      const expected = decoded(update);
      expect(units(scan?.blocks ?? [])).toBe(units(expected?.blocks ?? []));
      expect(sameDeletes(scan?.deletes ?? [])).toBe(sameDeletes(expected?.deletes ?? []));
    }
  });

  it.each(seeds)(
    '[R6] accepts no bytes that Yjs would not decode or survive, and nearly all that it would (seed %i)',
    (seed) => {
      const random = createRandom(seed);
      let accepted = 0;
      let strictly = 0;
      for (const update of randomUpdates(seed, 60))
        for (let round = 0; round < 30; round += 1) {
          const bytes = mutated(update, random);
          const expected = decoded(bytes);
          const scan = scanUpdate(bytes);
          if (scan === undefined) {
            // Numbers beyond those that JavaScript counts with exactly, and what Yjs decodes and then chokes on.
            if (expected !== undefined) strictly += 1;
            continue;
          }
          accepted += 1;
          expect(units(scan.blocks), `bytes ${bytes.join()}`).toBe(units(expected?.blocks ?? []));
          expect(expected, `bytes ${bytes.join()}`).toBeDefined();
          const document = new Y.Doc();
          Y.applyUpdate(document, bytes);
          Y.encodeStateAsUpdate(document);
        }
      expect(accepted).toBeGreaterThan(100);
      expect(strictly).toBeLessThan(accepted / 10);
    },
  );

  it.each([
    ['hangs to the right of itself', '01010700840700017800'],
    ['hangs to the right of a later one', '01010700840705017800'],
    ['hangs to the left of a later one', '01010700440705017800'],
    ['lies in a later one', '0101070004000705017800'],
    ['is collected and had no units', '01010700000000'],
    ['is a text of no letters', '01010700040107636f6e74656e740000'],
  ])('[R6] a struct that %s is refused: Yjs decodes it and cannot go on', (_, hex) => {
    expect(scanUpdate(Buffer.from(hex, 'hex'))).toBeUndefined();
  });

  it('[R6] a deletion of no units is refused: Yjs decodes it and cannot apply it', () => {
    expect(scanUpdate(Buffer.from('000101010500', 'hex'))).toBeUndefined();
  });

  it('[R6] a value nested beyond reason is refused before it can exhaust a stack', () => {
    const document = new Y.Doc();
    let value: unknown = 1;
    for (let depth = 0; depth < 5000; depth += 1) value = [value];
    document.getArray('list').insert(0, [value]);
    expect(scanUpdate(Y.encodeStateAsUpdate(document))).toBeUndefined();
  });

  it('[R6] a few bytes that claim many parts cost no memory', () => {
    // One client with 2^40 delete ranges, and none of them there.
    expect(scanUpdate(Uint8Array.of(0, 1, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 0, 1))).toBeUndefined();
    const ranges = 2 ** 21;
    const bytes = new Uint8Array(8 + ranges * 2).fill(1);
    bytes.set([0, 1, 1, 0x80, 0x80, 0x80, 0x01], 0);
    expect(scanUpdate(bytes)).toBeUndefined();
  });
});

describe('merging updates', () => {
  it.each(seeds)('[L1] holds what all of them hold, whatever their order (seed %i)', (seed) => {
    const random = createRandom(seed);
    const updates = randomUpdates(seed, 80);
    const expected = contents(documentOf(updates));
    const shuffled = updates
      .map((update) => ({ update, at: random() }))
      .sort((one, other) => one.at - other.at)
      .map(({ update }) => update);
    for (const order of [updates, shuffled]) {
      const whole = mergeUpdates(order);
      expect(contents(documentOf([whole ?? emptyStateVector]))).toEqual(expected);
      // In pieces that overlap, as records and re-sent updates do.
      const pieces = [0, 1, 2].map((piece) => mergeUpdates(order.filter((_, place) => place % 3 !== piece)));
      const merged = mergeUpdates(pieces.filter((piece) => piece !== undefined));
      expect(contents(documentOf([merged ?? emptyStateVector]))).toEqual(expected);
    }
  });

  it.each(seeds)('[L2] a peer gets what it lacks (seed %i)', (seed) => {
    const updates = randomUpdates(seed, 80);
    const whole = mergeUpdates(updates) ?? emptyStateVector;
    const peer = documentOf(updates.slice(0, Math.floor(createRandom(seed)() * updates.length)));
    const answer = updateFor(Y.encodeStateVector(peer), whole);
    Y.applyUpdate(peer, answer);
    expect(contents(peer)).toEqual(contents(documentOf([whole])));
    expect(answer.length).toBeLessThanOrEqual(whole.length);
    const known = updateFor(Y.encodeStateVector(peer), whole);
    expect(scanUpdate(known)?.blocks).toEqual([]);
  });

  it('[L2] a gap stays a gap', () => {
    const document = new Y.Doc();
    const updates: Uint8Array[] = [];
    document.on('update', (update: Uint8Array) => updates.push(update));
    for (const letter of 'abcdef') document.getText('text').insert(0, letter);
    const holed = mergeUpdates(updates.filter((_, place) => place !== 2 && place !== 4)) ?? emptyStateVector;
    const index = indexOf([holed]);
    expect(Y.decodeStateVector(index.stateVector()).get(document.clientID)).toBe(2);
    const healed = documentOf([holed, updates[2] ?? emptyStateVector, updates[4] ?? emptyStateVector]);
    expect(healed.getText('text').toString()).toBe('fedcba');
  });
});

function indexOf(updates: readonly Uint8Array[]): ContentIndex {
  const index = new ContentIndex();
  for (const update of updates) index.add(scanUpdate(update) ?? { blocks: [], deletes: [] });
  return index;
}

describe('updates for a peer', () => {
  const deletesOf = (update: Uint8Array | undefined) => scanUpdate(update ?? new Uint8Array(0))?.deletes ?? [];

  it.each(seeds)('[R5] say what they delete before anything that it could be in (seed %i)', (seed) => {
    const updates = randomUpdates(seed, 60);
    const parts = [Y.mergeUpdates(updates.slice(0, 20)), Y.mergeUpdates(updates.slice(20, 40)), ...updates.slice(40)];
    const [first, ...rest] = deletionsFirst(parts);
    expect(rest).toEqual(parts);
    expect(scanUpdate(first ?? new Uint8Array(0))?.blocks).toEqual([]);
    const known = ContentIndex.holding(Uint8Array.of(0), deletesOf(first));
    for (const part of parts.slice(1)) expect(known.covers({ blocks: [], deletes: deletesOf(part) })).toBe(true);
    expect(Y.encodeStateAsUpdate(documentOf([...deletionsFirst(parts)]))).toEqual(
      Y.encodeStateAsUpdate(documentOf(parts)),
    );
  });

  it('[R5] are left as they are when there is nothing to say first', () => {
    const typing = new Y.Doc();
    const letters: Uint8Array[] = [];
    typing.on('update', (update: Uint8Array) => letters.push(update));
    for (const letter of 'abc') typing.getText('content').insert(0, letter);
    expect(deletionsFirst(letters)).toEqual(letters);
    expect(deletionsFirst([])).toEqual([]);
  });
});

describe('the index of what is known', () => {
  it.each(seeds)('[R17] covers what it was given and nothing else (seed %i)', (seed) => {
    const updates = randomUpdates(seed, 60);
    const half = updates.slice(0, updates.length / 2);
    const index = indexOf(half);
    const document = documentOf(half);
    for (const update of updates) {
      const scan = scanUpdate(update);
      const before = JSON.stringify(contents(document));
      const covered = scan !== undefined && index.covers(scan);
      if (!covered) continue;
      Y.applyUpdate(document, update);
      expect(JSON.stringify(contents(document))).toBe(before);
    }
    for (const update of half) expect(index.covers(scanUpdate(update) ?? { blocks: [], deletes: [] })).toBe(true);
    const everything = scanUpdate(Y.encodeStateAsUpdate(documentOf(updates)));
    expect(index.covers(everything ?? { blocks: [], deletes: [] })).toBe(false);
    expect(indexOf(updates).covers(scanUpdate(Y.mergeUpdates(updates)) ?? { blocks: [], deletes: [] })).toBe(true);
  });

  it.each(seeds)('[R17] what comes before what it hangs on is known, and closes the gap later (seed %i)', (seed) => {
    const random = createRandom(seed);
    const scans = randomUpdates(seed, 60).map((update) => scanUpdate(update) ?? { blocks: [], deletes: [] });
    const shuffled = scans.map((scan) => ({ scan, at: random() })).sort((one, other) => one.at - other.at);
    const index = new ContentIndex();
    for (const [place, { scan }] of shuffled.entries()) {
      index.add(scan);
      for (const { scan: earlier } of shuffled.slice(0, place + 1)) expect(index.covers(earlier)).toBe(true);
      for (const { client, clock, length } of scan.blocks)
        expect(index.endOf(client)).toBeGreaterThanOrEqual(clock + length);
    }
    const inOrder = new ContentIndex();
    for (const scan of scans) inOrder.add(scan);
    expect(index.stateVector()).toEqual(inOrder.stateVector());
    expect(index.size()).toBe(inOrder.size());
  });

  it('[R18] a client whose units have gaps is one client', () => {
    const twice = { client: 7, length: 1, structs: 1, start: 0, end: 0, hollow: 0 };
    const scan = {
      blocks: [
        { ...twice, clock: 0 },
        { ...twice, clock: 5 },
      ],
      deletes: [],
    };
    expect(new ContentIndex().clientsWith(scan)).toBe(1);
    expect(indexOf([]).clientsWith({ ...scan, blocks: [...scan.blocks, { ...twice, client: 8, clock: 0 }] })).toBe(2);
  });

  it.each(seeds)('[L2] its state vector and deletions are those of the document (seed %i)', (seed) => {
    const updates = randomUpdates(seed, 60);
    const index = indexOf(updates);
    const merged = Y.mergeUpdates(updates);
    expect(new Map(Y.decodeStateVector(index.stateVector()))).toEqual(
      new Map(Y.decodeStateVector(Y.encodeStateVectorFromUpdate(merged))),
    );
    const deletions = scanUpdate(index.deletions());
    expect(deletions?.blocks).toEqual([]);
    expect(new Set(deletions?.deletes.map((range) => JSON.stringify(range)))).toEqual(
      new Set(scanUpdate(merged)?.deletes.map((range) => JSON.stringify(range))),
    );
    expect(index.isKnownTo(Y.decodeStateVector(index.stateVector()))).toBe(true);
    expect(index.isKnownTo(new Map())).toBe(false);
  });
});
