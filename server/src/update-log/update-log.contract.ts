import { documentIdFromBytes, type RoomId } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { UpdateLog } from './update-log.ts';

/** A log of a fresh place, and the same place opened again as a later process would. */
export type LogPlace = { open(): Promise<UpdateLog>; reopen(): Promise<UpdateLog> };

const room = (number: number): RoomId => documentIdFromBytes(new Uint8Array(16).fill(number));
const nothing = Uint8Array.of(0);

/** The text of a room as a newcomer reads it. */
export async function textIn(log: UpdateLog, id: RoomId, stateVector: Uint8Array = nothing): Promise<string> {
  const missing = await log.missing(id, stateVector);
  if (!missing.ok) throw new Error(missing.error.type);
  const doc = new Y.Doc();
  for (const update of missing.value) Y.applyUpdate(doc, update);
  return doc.getText('content').toString();
}

/** A document whose every change is handed over. */
export function typist(changed: (update: Uint8Array) => void): Y.Text {
  const doc = new Y.Doc();
  doc.on('update', changed);
  return doc.getText('content');
}

/** Rules L1–L5 and L9 of docs/protocol.md, for any adapter. */
export function describeUpdateLog(name: string, newPlace: () => Promise<LogPlace>): void {
  describe(`${name}: an update log`, () => {
    it('[L1] what is appended is there after the promise settles, and for the next process', async () => {
      const place = await newPlace();
      const log = await place.open();
      const pending: Promise<unknown>[] = [];
      typist((update) => pending.push(log.append(room(1), update))).insert(0, 'kept');
      await Promise.all(pending);
      expect(await textIn(log, room(1))).toBe('kept');
      await log.close();
      const later = await place.reopen();
      expect(await textIn(later, room(1))).toBe('kept');
      await later.close();
    });

    it('[L2] a read sees every append made before it, committed or not', async () => {
      const log = await (await newPlace()).open();
      const text = typist((update) => void log.append(room(1), update));
      text.insert(0, 'a');
      const first = textIn(log, room(1));
      text.insert(1, 'b');
      // It may see more, if that came before it was read.
      expect(['a', 'ab']).toContain(await first);
      expect(await textIn(log, room(1))).toBe('ab');
      await log.close();
    });

    it('[L3] records are numbered from 1 in order of arrival across rooms, and go on after a restart', async () => {
      const place = await newPlace();
      const log = await place.open();
      expect(log.durableOffset()).toBe(0);
      const appends: Promise<unknown>[] = [];
      for (const number of [1, 2, 1]) typist((update) => appends.push(log.append(room(number), update))).insert(0, 'x');
      expect((await Promise.all(appends)).at(-1)).toEqual({ ok: true, value: { durableOffset: 3 } });
      expect(await log.committed()).toEqual({ ok: true, value: { durableOffset: 3 } });
      await log.close();
      const later = await place.reopen();
      expect(later.durableOffset()).toBe(3);
      expect(await later.committed()).toEqual({ ok: true, value: { durableOffset: 3 } });
      await later.close();
    });

    it('[L1] appends of one turn share one commit', async () => {
      const log = await (await newPlace()).open();
      const commits: Promise<unknown>[] = [];
      const text = typist((update) => commits.push(log.append(room(1), update)));
      text.insert(0, 'a');
      text.insert(1, 'b');
      expect(commits[0]).toBe(commits[1]);
      await log.close();
    });

    it('[L2] rooms do not see each other', async () => {
      const log = await (await newPlace()).open();
      typist((update) => void log.append(room(1), update)).insert(0, 'mine');
      expect(await textIn(log, room(2))).toBe('');
      await log.close();
    });

    it('[L2] the state vector and the difference to it are those of Yjs', async () => {
      const log = await (await newPlace()).open();
      const text = typist((update) => void log.append(room(1), update));
      for (let index = 0; index < 700; index += 1) text.insert(0, `${index} `);
      text.delete(5, 300);
      const doc = text.doc ?? new Y.Doc();
      expect(await log.contents(room(1))).toMatchObject({
        ok: true,
        value: {
          stateVector: Y.encodeStateVector(doc),
          deletions: Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)),
        },
      });
      const behind = new Y.Doc();
      Y.applyUpdate(behind, Y.encodeStateAsUpdate(doc));
      text.insert(0, 'news');
      const missing = await log.missing(room(1), Y.encodeStateVector(behind));
      if (missing.ok) for (const update of missing.value) Y.applyUpdate(behind, update);
      expect(behind.getText('content').toString()).toBe(text.toString());
      await log.close();
    });

    it('[L2] the state vector stops before a gap, and what is behind the gap is kept', async () => {
      const log = await (await newPlace()).open();
      const updates: Uint8Array[] = [];
      const text = typist((update) => updates.push(update));
      for (const word of ['a', 'b', 'c']) text.insert(text.length, word);
      const [first, second, third] = updates;
      if (first === undefined || second === undefined || third === undefined) throw new Error('three updates');
      await Promise.all([first, third].map((update) => log.append(room(1), update)));
      expect(await log.contents(room(1))).toMatchObject({
        ok: true,
        value: { stateVector: Y.encodeStateVectorFromUpdate(first) },
      });
      await log.append(room(1), second);
      expect(await textIn(log, room(1))).toBe('abc');
      await log.close();
    });

    it('[L2] a room that never received anything holds nothing', async () => {
      const log = await (await newPlace()).open();
      const contents = { stateVector: nothing, deletions: Uint8Array.of(0, 0), bytes: 0 };
      expect(await log.contents(room(1))).toEqual({ ok: true, value: contents });
      expect(await log.missing(room(1), nothing)).toEqual({ ok: true, value: [] });
      await log.close();
    });

    it('[L10] a compacted room holds what it held, in no more bytes', async () => {
      const log = await (await newPlace()).open();
      const text = typist((update) => void log.append(room(1), update));
      for (let index = 0; index < 500; index += 1) text.insert(0, `${index} `);
      text.delete(5, 300);
      const before = await log.contents(room(1));
      const after = await log.compact(room(1));
      if (!before.ok || !after.ok) throw new Error('both can be read');
      expect(after.value.stateVector).toEqual(before.value.stateVector);
      expect(after.value.deletions).toEqual(before.value.deletions);
      expect(after.value.bytes).toBeLessThanOrEqual(before.value.bytes);
      expect(await log.contents(room(1))).toEqual(after);
      expect(await textIn(log, room(1))).toBe(text.toString());
      await log.close();
    });

    it('[L9] the epoch is the same after a restart, and another one elsewhere', async () => {
      const place = await newPlace();
      const log = await place.open();
      const { epoch } = log;
      await log.close();
      const later = await place.reopen();
      expect(later.epoch).toBe(epoch);
      await later.close();
      const elsewhere = await (await newPlace()).open();
      expect(elsewhere.epoch).not.toBe(epoch);
      await elsewhere.close();
    });

    it('[L1] a probe is a write that is no record', async () => {
      const log = await (await newPlace()).open();
      expect(await log.probe()).toEqual({ ok: true, value: { durableOffset: 0 } });
      expect(log.durableOffset()).toBe(0);
      await log.close();
    });

    it('[L4] a closed log refuses everything', async () => {
      const log = await (await newPlace()).open();
      await log.close();
      const refused = { ok: false, error: { type: 'closed' } };
      expect(await log.append(room(1), Uint8Array.of(0, 0))).toEqual(refused);
      expect(await log.committed()).toEqual(refused);
      expect(await log.missing(room(1), nothing)).toEqual(refused);
      expect(await log.probe()).toEqual(refused);
    });
  });
}
