import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { err, ok, type Result, unreachable } from '@ecritoire/shared';
import type {
  Answered,
  DamagedPart,
  OrderedRead,
  ReaderStarted,
  ReadWithTail,
  RefusedRead,
  WriteReport,
  WriteRequest,
} from './sqlite-requests.ts';
import { openSqliteStore, type SqliteStore } from './sqlite-store.ts';
import type { StorageSettings } from './storage-settings.ts';
import type { LogFailure } from './update-log.ts';

// The one thread that writes. It answers in order, so a read sees every append made before it.

/** What the thread is started with. */
export type WriterData = { readonly file: string; readonly settings: StorageSettings };

type ReadFailure = Extract<LogFailure, { type: 'read-failed' }>;
type Request = WriteRequest | OrderedRead | ReaderStarted;

const checkpointAfterQuietMs = 5_000;
const lookForDueWorkEveryMs = 1_000;

const port = parentPort;
if (port === null) throw new Error('This module runs as a worker thread');
const report = (message: WriteReport): void => port.postMessage(message);

let failure: LogFailure | undefined;
let isClosed = false;
let isDueWorkPlanned = false;
let checkpointTimer: NodeJS.Timeout | undefined;
let reader: MessagePort | undefined;

/** Runs a write. The first one that the disk refuses is the last one tried (rule L4). */
function write<T>(work: () => T): Result<T, LogFailure> {
  if (failure !== undefined) return err(failure);
  try {
    return ok(work());
  } catch (error) {
    failure = { type: 'storage-failed', message: messageOf(error) };
    report({ type: 'storage-failed', message: failure.message });
    return err(failure);
  }
}

function writeOffset(store: SqliteStore, work: () => void): Answered['answer'] {
  const written = write(work);
  return written.ok ? ok({ durableOffset: store.durableOffset() }) : written;
}

function answer(store: SqliteStore, request: WriteRequest): Answered['answer'] {
  switch (request.kind) {
    case 'append': {
      planCheckpoint(store);
      return writeOffset(store, () => store.append(request.ask));
    }
    case 'hold': {
      const sought = seek(store, request.ask.room);
      if (!sought.ok) return sought;
      return write(() => store.hold(request.ask.room, request.ask.quietSinceMs));
    }
    case 'release':
      return writeOffset(store, () => store.release(request.ask.room));
    case 'replace':
      return write(() => store.replace(request.ask.held, request.ask.base, request.ask.isReencoded));
    case 'probe':
      return writeOffset(store, store.probe);
    case 'close':
      isClosed = true;
      clearTimeout(checkpointTimer);
      reader?.close();
      // Not after a failure. The end of the process closes it too, but writes only what earlier commits flushed.
      return writeOffset(store, store.close);
    default:
      return unreachable(request);
  }
}

/** A name that cannot be told from a lost one is no failure of the disk. */
function seek(store: SqliteStore, room: string): Result<number | undefined, ReadFailure> {
  try {
    return ok(store.roomNumber(room));
  } catch (error) {
    return err({ type: 'read-failed', message: messageOf(error) });
  }
}

/** The other thread reads; only the records that no part holds yet are known here. */
function passOn(store: SqliteStore, request: OrderedRead): void {
  const sought = seek(store, request.ask.room);
  if (!sought.ok) {
    reader?.postMessage({ ...request, refusal: sought.error.message } satisfies RefusedRead);
    return;
  }
  const number = sought.value;
  const found = number === undefined ? undefined : store.tail(number);
  const tail = found === undefined ? undefined : { bytes: found.bytes.slice(), lengths: found.lengths };
  const read: ReadWithTail = { ...request, number, tail };
  reader?.postMessage(read, tail === undefined ? [] : [tail.bytes.buffer]);
}

/** Due work is done one piece per turn of the event loop, so that commits go between. */
function planDueWork(store: SqliteStore): void {
  if (isDueWorkPlanned || isClosed || failure !== undefined) return;
  isDueWorkPlanned = true;
  setImmediate(() => {
    isDueWorkPlanned = false;
    // What was planned before the log was closed finds nothing to work on.
    if (isClosed || failure !== undefined) return;
    const work = store.dueWork();
    if (work !== undefined && write(work).ok) planDueWork(store);
  });
}

/** Here and not in a quiet moment: a flood would leave none, and what waits is bounded. */
function keepUp({ isFoldDue, fold, writeAheadLog }: SqliteStore): void {
  if (failure === undefined && isFoldDue()) write(fold);
  if (failure === undefined && writeAheadLog.isLong()) write(writeAheadLog.shorten);
}

/** Empties the write-ahead log in quiet moments, so that the next start has nothing to recover. */
function planCheckpoint(store: SqliteStore): void {
  if (checkpointTimer === undefined)
    checkpointTimer = setTimeout(() => write(store.writeAheadLog.empty), checkpointAfterQuietMs);
  else checkpointTimer.refresh();
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function open({ file, settings }: WriterData): SqliteStore | undefined {
  try {
    return openSqliteStore(file, settings, {
      recordDamaged: (record) => report({ type: 'record-damaged', record }),
      roomNameDamaged: (room) => report({ type: 'room-name-damaged', room }),
      commitsLost: (commits) => report({ type: 'commits-lost', commits }),
      folded: (records, ms) => report({ type: 'folded', records, ms }),
      reached: () => undefined,
    });
  } catch (error) {
    report({ type: 'refused', message: messageOf(error) });
    return undefined;
  }
}

function receive(store: SqliteStore, request: Request): void {
  switch (request.kind) {
    case 'reader-started':
      reader = request.port;
      reader.on('message', ({ room, through }: DamagedPart) => {
        store.partDamaged(room, through);
        planDueWork(store);
      });
      break;
    case 'contents':
    case 'missing':
      passOn(store, request);
      break;
    default:
      report({ type: 'answered', id: request.id, answer: answer(store, request) });
      if (request.kind === 'append') keepUp(store);
  }
}

const store = open(workerData as WriterData);
if (store !== undefined) {
  report({
    type: 'opened',
    epoch: store.epoch,
    durableOffset: store.durableOffset(),
    isInDoubt: store.isInDoubt(),
  });
  const dueWorkTimer = setInterval(() => planDueWork(store), lookForDueWorkEveryMs);
  port.on('message', (request: Request) => {
    receive(store, request);
    if (request.kind !== 'close') return planDueWork(store);
    clearInterval(dueWorkTimer);
    port.close();
  });
}
