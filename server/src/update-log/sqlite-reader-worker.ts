import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { err, ok, type Result, unreachable } from '@ecritoire/shared';
import { emptyStateVector } from '../yjs-bytes/merge-updates.ts';
import { openSqliteReader, type SqliteReader } from './sqlite-reader.ts';
import type { Answered, DamagedPart, DirectRead, ReadWithTail, RefusedRead } from './sqlite-requests.ts';
import type { StorageSettings } from './storage-settings.ts';
import type { LogFailure } from './update-log.ts';

// Reads have a thread of their own: merging what a join lacks takes longer than a commit.

/** What the thread is started with; `writer` is the port to the thread that writes. */
export type ReaderData = { readonly file: string; readonly settings: StorageSettings; readonly writer: MessagePort };

const port = parentPort;
if (port === null) throw new Error('This module runs as a worker thread');

const { file, settings, writer } = workerData as ReaderData;
let opened: SqliteReader | undefined;

// Not before the first question: until then the database may not be there, or not be ours.
function reader(): SqliteReader {
  opened ??= openSqliteReader(file, settings, (room, through) => {
    const damaged: DamagedPart = { room, through };
    writer.postMessage(damaged);
  });
  return opened;
}

function read(request: ReadWithTail | DirectRead): Answered['answer'] {
  switch (request.kind) {
    case 'contents':
      if (request.number === undefined)
        return ok({ stateVector: emptyStateVector, deletions: Uint8Array.of(0, 0), bytes: 0 });
      return ok(reader().contents(request.number, request.tail));
    case 'missing':
      if (request.number === undefined) return ok([]);
      return ok(reader().missing(request.number, request.tail, request.ask.stateVector));
    case 'parts':
      return ok(reader().read(request.ask.parts) as Uint8Array<ArrayBuffer>[]);
    case 'due':
      return ok(reader().dueRooms(request.ask.nowMs));
    default:
      return unreachable(request);
  }
}

function tryToRead(
  request: ReadWithTail | DirectRead,
): Result<Answered['answer'] extends Result<infer T, unknown> ? T : never, LogFailure> {
  try {
    return read(request);
  } catch (error) {
    return err({ type: 'read-failed', message: error instanceof Error ? error.message : String(error) });
  }
}

function answer(request: ReadWithTail | RefusedRead | DirectRead): void {
  const found =
    'refusal' in request ? err({ type: 'read-failed' as const, message: request.refusal }) : tryToRead(request);
  const answered: Answered = { type: 'answered', id: request.id, answer: found };
  port?.postMessage(answered);
}

port.on('message', answer);
writer.on('message', answer);
