import type { Worker } from 'node:worker_threads';
import { documentIdFromBytes } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { newFile, openLog } from './test-storage.ts';
import { textIn, typist } from './update-log.contract.ts';
import type { UpdateLog } from './update-log.ts';

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

    // A question goes through the writing thread, and may come so late that another reader is there: then it is answered.
    let lost = await askWhileItDies(log, started);
    for (let deaths = 1; lost.ok && deaths < 20; deaths += 1) lost = await askWhileItDies(log, started);
    expect(lost).toMatchObject({ ok: false, error: { type: 'read-failed' } });

    text.insert(6, ' and after');
    expect(await log.committed()).toMatchObject({ ok: true });
    expect(await textIn(log, room)).toBe('before and after');
    process.off('worker', remember);
    await log.close();
  });
});

/** The answer to a question that is asked as the newest reader ends. */
async function askWhileItDies(log: UpdateLog, started: readonly Worker[]) {
  // The writer is started first.
  const reader = started.slice(1).at(-1);
  if (reader === undefined) throw new Error('No thread reads');
  const gone = new Promise((resolve) => reader.once('exit', resolve));
  // A message that is none of its own ends the thread as exhausted memory would.
  reader.postMessage(null);
  const answer = log.contents(room);
  await gone;
  return answer;
}
