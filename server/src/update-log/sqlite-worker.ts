import { parentPort, workerData } from 'node:worker_threads';
import { err, ok, type Result, unreachable } from '@ecritoire/shared';
import type { Report, Request, RequestKind, Requests } from './sqlite-requests.ts';
import { type Append, openSqliteStore, type SqliteStore } from './sqlite-store.ts';
import type { LogFailure } from './update-log.ts';

// The one thread that touches the database. It answers in order, so a read sees every append made before it.

type Answer = Result<Requests[RequestKind]['answer'], LogFailure>;

const checkpointAfterQuietMs = 5_000;

const port = parentPort;
if (port === null) throw new Error('This module runs as a worker thread');
const report = (message: Report): void => port.postMessage(message);

let failure: LogFailure | undefined;
let isDueWorkPlanned = false;
let checkpointTimer: NodeJS.Timeout | undefined;

/** Runs a write. The first one that the disk refuses is the last one tried (rule L4). */
function write(work: () => void): Result<void, LogFailure> {
  if (failure !== undefined) return err(failure);
  try {
    return ok(work());
  } catch (error) {
    failure = { type: 'storage-failed', message: messageOf(error) };
    report({ type: 'storage-failed', message: failure.message });
    return err(failure);
  }
}

function read(work: () => Requests['contents' | 'missing']['answer']): Answer {
  try {
    return ok(work());
  } catch (error) {
    return err({ type: 'read-failed', message: messageOf(error) });
  }
}

function afterWrite(store: SqliteStore, result: Result<void, LogFailure>): Answer {
  return result.ok ? ok({ durableOffset: store.durableOffset() }) : result;
}

function answer(store: SqliteStore, request: Request): Answer {
  switch (request.kind) {
    case 'append': {
      const written = write(() => store.append(cut(request.ask)));
      planCheckpoint(store);
      return afterWrite(store, written);
    }
    case 'contents':
      return read(() => store.contents(request.ask.room));
    case 'missing':
      return read(() => store.missing(request.ask.room, request.ask.stateVector));
    case 'probe':
      return afterWrite(store, write(store.probe));
    case 'close':
      clearTimeout(checkpointTimer);
      // After a failure the handle is left as it is: closing would write.
      return afterWrite(store, write(store.close));
    default:
      return unreachable(request);
  }
}

function cut({ rooms, lengths, bytes }: Requests['append']['ask']): Append[] {
  let start = 0;
  return rooms.map((room, place) => {
    const end = start + (lengths[place] ?? 0);
    const update = bytes.subarray(start, end);
    start = end;
    return { room, update };
  });
}

/** Due work is done one piece per turn of the event loop, so that commits go between. */
function planDueWork(store: SqliteStore): void {
  if (isDueWorkPlanned) return;
  isDueWorkPlanned = true;
  setImmediate(() => {
    isDueWorkPlanned = false;
    const work = failure === undefined ? nextWork(store) : undefined;
    if (work !== undefined && write(work).ok) planDueWork(store);
  });
}

function nextWork(store: SqliteStore): (() => void) | undefined {
  try {
    return store.dueWork();
  } catch (error) {
    // Nothing was written: this room cannot be read now, the others go on.
    report({ type: 'room-unreadable', message: messageOf(error) });
    return undefined;
  }
}

/** Empties the write-ahead log in quiet moments, so that the next start has nothing to recover. */
function planCheckpoint(store: SqliteStore): void {
  if (checkpointTimer === undefined)
    checkpointTimer = setTimeout(() => write(store.checkpoint), checkpointAfterQuietMs);
  else checkpointTimer.refresh();
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function open(file: string): SqliteStore | undefined {
  try {
    return openSqliteStore(file, (record) => report({ type: 'record-damaged', record }));
  } catch (error) {
    report({ type: 'refused', message: messageOf(error) });
    return undefined;
  }
}

const store = open(String(workerData));
if (store !== undefined) {
  report({ type: 'opened', epoch: store.epoch, durableOffset: store.durableOffset() });
  port.on('message', (request: Request) => {
    report({ type: 'answered', answer: answer(store, request) });
    if (request.kind === 'close') port.close();
    else planDueWork(store);
  });
}
