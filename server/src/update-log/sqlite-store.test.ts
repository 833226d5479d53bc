import { documentIdFromBytes } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { mergeUpdates } from '../yjs-bytes/merge-updates.ts';
import { createBatch } from './batch.ts';
import { openSqliteReader } from './sqlite-reader.ts';
import { type HeldParts, openSqliteStore, type SqliteStore } from './sqlite-store.ts';
import type { StorageSettings } from './storage-settings.ts';
import { count, hastySettings, newFile, valueIn } from './test-storage.ts';
import { typist } from './update-log.contract.ts';

const room = documentIdFromBytes(new Uint8Array(16));

async function openStore(settings: StorageSettings = hastySettings) {
  const file = await newFile();
  const damaged: number[] = [];
  const events = {
    recordDamaged: (record: number) => void damaged.push(record),
    roomNameDamaged: () => expect.unreachable('no name is damaged'),
    commitsLost: () => expect.unreachable('nothing is lost'),
    folded: () => undefined,
    reached: () => undefined,
  };
  const store = openSqliteStore(file, settings, events);
  const text = typist((update) => append(store, update));
  const reader = openSqliteReader(file, settings, (number, through) => store.partDamaged(number, through));
  return {
    file,
    store,
    damaged,
    reader,
    type: (word: string) => text.insert(text.length, word),
    read(): string {
      const number = store.roomNumber(room) ?? 0;
      const doc = new Y.Doc();
      for (const update of reader.missing(number, store.tail(number), Uint8Array.of(0))) Y.applyUpdate(doc, update);
      return doc.getText('content').toString();
    },
  };
}

function append(store: SqliteStore, update: Uint8Array): void {
  const batch = createBatch();
  batch.add(0, update);
  store.append({ newRooms: [room], forgetsRooms: true, ...batch.take() });
}

function workUntilQuiet(store: SqliteStore): void {
  for (let work = store.dueWork(); work !== undefined; work = store.dueWork()) work();
}

function held(store: SqliteStore): HeldParts {
  const parts = store.hold(room, Number.POSITIVE_INFINITY);
  if (typeof parts === 'string') throw new Error(parts);
  return parts;
}

describe('the store', () => {
  it('[L10] what is written while a room is compacted follows the new base', async () => {
    const { store, reader, type, read, file } = await openStore();
    type('before ');
    const parts = held(store);
    type('meanwhile ');
    workUntilQuiet(store);
    expect(store.replace(parts, mergeUpdates(reader.read(parts.parts)) ?? new Uint8Array(0), true)).toBe(true);
    expect(read()).toBe('before meanwhile ');
    type('after');
    workUntilQuiet(store);
    expect(read()).toBe('before meanwhile after');
    expect(valueIn(file, 'SELECT count(*) FROM part WHERE is_base = 1')).toBe(1);
    store.close();
  });

  it('[L10] parts that changed meanwhile are not replaced', async () => {
    const { store, reader, type, read } = await openStore();
    type('one ');
    const parts = held(store);
    const base = mergeUpdates(reader.read(parts.parts)) ?? new Uint8Array(0);
    store.release(parts.room);
    type('two ');
    workUntilQuiet(store);
    expect(store.replace(parts, base, true)).toBe(false);
    expect(read()).toBe('one two ');
    store.close();
  });

  it('[L10] a room is held by one at a time, and not while somebody writes', async () => {
    const { store, type } = await openStore();
    expect(store.hold(room, 0)).toBe('nothing-stored');
    type('one');
    expect(store.hold(room, 0)).toBe('written-to');
    const { room: number } = held(store);
    expect(store.hold(room, Number.POSITIVE_INFINITY)).toBe('busy');
    store.release(number);
    expect(held(store).parts).toHaveLength(1);
    store.close();
  });

  it('[L6] an update that Yjs cannot read is set aside when it is folded, and the room stays readable', async () => {
    const { store, type, read, damaged, file } = await openStore();
    type('whole ');
    append(store, Uint8Array.of(1, 2, 3));
    type('too');
    workUntilQuiet(store);
    expect([read(), damaged, count(file, 'quarantine')]).toEqual(['whole too', [2], 1]);
    store.close();
  });

  it('[L2] a room has few parts, however often it is folded', async () => {
    const { store, type, read, file } = await openStore();
    for (let times = 0; times < 200; times += 1) {
      type('x'.repeat(50));
      workUntilQuiet(store);
    }
    expect(count(file, 'part')).toBeLessThan(10);
    expect(read()).toHaveLength(10_000);
    expect([count(file, 'journal'), count(file, 'content')]).toEqual([0, count(file, 'part')]);
    store.close();
  });

  it('[L2] the journal is bounded, also when every room is written to once', async () => {
    const { store, file } = await openStore({ ...hastySettings, foldAfterMs: 1e12, maxJournalBytes: 5000 });
    for (let number = 0; number < 300; number += 1) {
      const batch = createBatch();
      const doc = new Y.Doc();
      doc.getText('content').insert(0, 'some text');
      batch.add(0, Y.encodeStateAsUpdate(doc));
      store.append({ newRooms: [`room ${number}`], forgetsRooms: true, ...batch.take() });
      workUntilQuiet(store);
    }
    expect(Number(valueIn(file, 'SELECT sum(length(bytes)) FROM journal'))).toBeLessThan(6000);
    store.close();
  });
});
