import type { Worker } from 'node:worker_threads';
import { documentIdFromBytes } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { newFile, openLog } from './test-storage.ts';
import { textIn, typist } from './update-log.contract.ts';

const room = documentIdFromBytes(new Uint8Array(16));

describe('the thread that reads', () => {
  it('[L5] dies without the log: what was asked of it fails, the next question is answered, and commits go on', async () => {
    const started: Worker[] = [];
    const remember = (worker: Worker) => started.push(worker);
    process.on('worker', remember);
    const log = await openLog(await newFile());
    const text = typist((update) => void log.append(room, update));
    text.insert(0, 'before');
    expect(await textIn(log, room)).toBe('before');

    // The writer is started first. A message that is none of its own ends the thread as exhausted memory would.
    const reader = started[1];
    if (reader === undefined) throw new Error('No thread reads');
    const gone = new Promise((resolve) => reader.once('exit', resolve));
    reader.postMessage(null);
    const lost = log.contents(room);
    await gone;
    expect(await lost).toMatchObject({ ok: false, error: { type: 'read-failed' } });

    text.insert(6, ' and after');
    expect(await log.committed()).toMatchObject({ ok: true });
    expect(await textIn(log, room)).toBe('before and after');
    expect(started).toHaveLength(3);
    process.off('worker', remember);
    await log.close();
  });
});
