import { copyFileSync, existsSync } from 'node:fs';
import { documentIdFromBytes } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { compact } from '../compaction/reencode.ts';
import { createBatch } from './batch.ts';
import { openSqliteReader } from './sqlite-reader.ts';
import { openSqliteStore, type SqliteStore, type StoreStep, storeSteps } from './sqlite-store.ts';
import { hastySettings, newFile } from './test-storage.ts';
import { typist } from './update-log.contract.ts';

const room = documentIdFromBytes(new Uint8Array(16));

/** Appends one commit per update. */
function appendAll(store: SqliteStore, updates: readonly Uint8Array[]): void {
  for (const update of updates) {
    const batch = createBatch();
    batch.add(0, update);
    store.append({ newRooms: [room], forgetsRooms: true, ...batch.take() });
  }
}

/** What a newcomer reads. */
function textOf(store: SqliteStore, file: string): string {
  const number = store.roomNumber(room);
  if (number === undefined) return '';
  const reader = openSqliteReader(file, hastySettings, () => expect.unreachable('nothing is damaged'));
  const doc = new Y.Doc();
  for (const update of reader.missing(number, store.tail(number), Uint8Array.of(0))) Y.applyUpdate(doc, update);
  return doc.getText('content').toString();
}

class Crash extends Error {}

/** Writes, folds, compacts and expires; at the `at`-th time of this step the files are copied as a killed process leaves them. */
function runUntil(file: string, step: StoreStep, at: number): { acknowledged: string; next: string; image: string } {
  let times = 0;
  let nowMs = 1;
  let acknowledged = '';
  let next = '';
  const image = `${file}.image`;
  function reached(here: StoreStep): void {
    if (here !== step) return;
    times += 1;
    if (times < at) return;
    for (const part of ['', '-wal']) if (existsSync(file + part)) copyFileSync(file + part, image + part);
    throw new Crash();
  }
  const settings = { ...hastySettings, retentionMs: 10, expireEveryMs: 1 };
  const events = {
    recordDamaged: () => expect.unreachable('nothing is damaged'),
    roomNameDamaged: () => expect.unreachable('nothing is damaged'),
    commitsLost: () => expect.unreachable('nothing is lost'),
    folded: () => undefined,
    reached,
  };
  const store = openSqliteStore(file, settings, events, () => nowMs);
  const updates: Uint8Array[] = [];
  const text = typist((update) => updates.push(update));
  try {
    for (const [place, word] of ['one ', 'two ', 'three ', 'four ', 'five ', 'six ', 'seven '].entries()) {
      text.doc?.transact(() => {
        text.insert(text.length, word);
        text.delete(0, 1);
      });
      next = text.toString();
      appendAll(store, updates.splice(0));
      acknowledged = next;
      for (let work = store.dueWork(); work !== undefined; work = store.dueWork()) work();
      // So that some folds find a segment to continue.
      if (place % 2 === 0) continue;
      const held = store.hold(room, Number.POSITIVE_INFINITY);
      if (typeof held === 'string') throw new Error(held);
      const reader = openSqliteReader(file, settings, () => undefined);
      const compacted = compact(reader.read(held.parts));
      expect(store.replace(held, compacted.base, compacted.outcome === 'reencoded')).toBe(true);
      nowMs += 20;
    }
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
  expect(times, 'the step was reached as often').toBe(at);
  return { acknowledged, next, image };
}

describe('a crash', () => {
  it.each(storeSteps.flatMap((step) => [1, 2, 3].map((at) => [step, at] as const)))(
    '[L1] [L10] at step %s, time %i, leaves all that was acknowledged',
    async (step, at) => {
      const { acknowledged, next, image } = runUntil(await newFile(), step, at);
      const events = {
        recordDamaged: () => expect.unreachable(),
        roomNameDamaged: () => expect.unreachable(),
        commitsLost: () => expect.unreachable(),
        folded: () => undefined,
        reached: () => undefined,
      };
      const store = openSqliteStore(image, hastySettings, events);
      expect([acknowledged, next]).toContain(textOf(store, image));
      for (let work = store.dueWork(); work !== undefined; work = store.dueWork()) work();
      expect([acknowledged, next]).toContain(textOf(store, image));
      store.close();
    },
  );
});
