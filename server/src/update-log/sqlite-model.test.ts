import { documentIdFromBytes, type RoomId } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRandom, randomUpdates } from '../yjs-bytes/test-documents.ts';
import { createMemoryLog } from './memory.ts';
import type { StorageSettings } from './storage-settings.ts';
import { hastySettings, idleSettings, newFile, observed, openLog } from './test-storage.ts';
import type { UpdateLog } from './update-log.ts';

const room = (number: number): RoomId => documentIdFromBytes(new Uint8Array(16).fill(number));
const rooms = 3;

async function readAll(log: UpdateLog, id: RoomId, stateVector: Uint8Array): Promise<readonly Uint8Array[]> {
  const missing = await log.missing(id, stateVector);
  if (!missing.ok) throw new Error(missing.error.type);
  return missing.value;
}

function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const document = new Y.Doc();
  for (const update of updates) Y.applyUpdate(document, update);
  return document;
}

/** Both logs say the same: to a newcomer, to somebody who has half of it, and about themselves. */
async function expectEqual(log: UpdateLog, model: UpdateLog, id: RoomId, early: readonly Uint8Array[]): Promise<void> {
  const [contents, expected] = [await log.contents(id), await model.contents(id)];
  if (!contents.ok || !expected.ok) throw new Error('both can be read');
  expect(contents.value.stateVector).toEqual(expected.value.stateVector);
  expect(contents.value.deletions).toEqual(expected.value.deletions);
  for (const known of [[], early]) {
    const stateVector = Y.encodeStateVector(documentOf(known));
    const found = documentOf([...known, ...(await readAll(log, id, stateVector))]);
    const wanted = documentOf([...known, ...(await readAll(model, id, stateVector))]);
    expect(Y.encodeStateAsUpdate(found)).toEqual(Y.encodeStateAsUpdate(wanted));
  }
}

const steps = ['append', 'append', 'append', 'append', 'reopen', 'compact', 'compare', 'compare'];

async function runSeed(seed: number): Promise<void> {
  const random = createRandom(seed);
  const file = await newFile();
  const events = observed();
  const model = createMemoryLog();
  // Every room is one document of several authors; some updates arrive late, and some never.
  const waiting = Array.from({ length: rooms }, (_, number) => randomUpdates(seed * rooms + number, 60));
  const early: Uint8Array[][] = waiting.map(() => []);
  const small: StorageSettings = {
    ...idleSettings,
    maxJournalBytes: 2000,
    maxSegmentBytes: 1500,
    maxRoomTailRecords: 5,
  };
  let log = await openLog(file, small, events);
  for (let count = 0; count < 24; count += 1) {
    const id = Math.floor(random() * rooms);
    switch (steps[Math.floor(random() * steps.length)]) {
      case 'append':
        for (let left = 1 + Math.floor(random() * 8); left > 0; left -= 1) {
          const [update] = waiting[id]?.splice(random() < 0.2 ? Math.floor(random() * 5) : 0, 1) ?? [];
          if (update === undefined || random() < 0.02) continue;
          if (random() < 0.5) early[id]?.push(update);
          void log.append(room(id), update);
          void model.append(room(id), update);
        }
        break;
      case 'reopen':
        await log.close();
        log = await openLog(file, random() < 0.5 ? small : hastySettings, events);
        break;
      case 'compact':
        expect((await log.compact(room(id))).ok).toBe(true);
        break;
      default:
        await expectEqual(log, model, room(id), early[id] ?? []);
    }
  }
  for (let last = 0; last < 2; last += 1) {
    for (const [number, updates] of early.entries()) await expectEqual(log, model, room(number), updates);
    await log.close();
    log = await openLog(file, idleSettings, events);
  }
  await log.close();
  expect(events.heard.filter((event) => !/^(folded|compacted)/.test(event))).toEqual([]);
}

const firstSeed = Date.now() % 1_000_000;

describe('the log in SQLite', () => {
  it.each(Array.from({ length: 4 }, (_, place) => firstSeed + place))(
    '[L2] [L10] holds what a log in memory holds, whatever is appended, folded, compacted and reopened (seed %i)',
    runSeed,
  );
});
