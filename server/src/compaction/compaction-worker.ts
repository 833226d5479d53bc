import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { err, ok, type Result } from '@ecritoire/shared';
import { type Compacted, compact } from './reencode.ts';

// Documents live here only, and only while they are compacted.

const port = parentPort;
if (port === null) throw new Error('This module runs as a worker thread');

// On Linux a thread has a priority of its own; elsewhere this would slow the whole relay down.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW);

function answer(parts: readonly Uint8Array[]): Result<Compacted, string> {
  try {
    return ok(compact(parts));
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

port.on('message', (parts: readonly Uint8Array[]) => port.postMessage(answer(parts)));
