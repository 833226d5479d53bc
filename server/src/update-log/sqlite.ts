import { stat } from 'node:fs/promises';
import { MessageChannel, Worker } from 'node:worker_threads';
import { err, ok, type Result } from '@ecritoire/shared';
import { createCompactor } from '../compaction/compactor.ts';
import { refuseUnreadRooms } from './doubt.ts';
import { createGroupCommit, type GroupCommit } from './group-commit.ts';
import { createQuestions } from './questions.ts';
import { createRoomCompaction } from './room-compaction.ts';
import type { Answered, Opened, ReadRequests, WriteReport, WriteRequests } from './sqlite-requests.ts';
import type { StorageSettings } from './storage-settings.ts';
import type { LogEvents, LogFailure, UpdateLog } from './update-log.ts';

/**
 * The log in one SQLite file. One thread writes, with a commit per group of updates; one reads; one compacts. The error
 * is one sentence about why the file cannot be used (foreign, newer, not durable); the file is untouched then.
 */
export function openSqliteLog(
  file: string,
  settings: StorageSettings,
  events: LogEvents,
): Promise<Result<UpdateLog, string>> {
  const opened = Promise.withResolvers<Result<UpdateLog, string>>();
  const writes = createQuestions<WriteRequests>();
  const reads = createQuestions<ReadRequests>();
  const writer = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: { file, settings } });
  let reader = startReader();
  let failure: LogFailure | undefined;
  let fail = (reason: LogFailure): void => {
    failure = reason;
    opened.resolve(err('message' in reason ? reason.message : 'it was closed'));
  };

  function startReader(): Worker {
    const { port1, port2 } = new MessageChannel();
    const workerData = { file, settings, writer: port2 };
    const url = new URL('./sqlite-reader-worker.ts', import.meta.url);
    const started = new Worker(url, { workerData, transferList: [port2] });
    writer.postMessage({ kind: 'reader-started', port: port1 }, [port1]);
    started.on('message', ({ id, answer }: Answered) => reads.answered(id, answer));
    started.on('error', (error: Error) => {
      // Its memory ran out, most likely. What was asked fails; what comes next finds a new thread.
      reads.fail({ type: 'read-failed', message: error.message });
      if (failure === undefined) reader = startReader();
    });
    return started;
  }

  function write<K extends keyof WriteRequests>(
    kind: K,
    question: WriteRequests[K]['ask'],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Result<WriteRequests[K]['answer'], LogFailure>> {
    if (failure !== undefined) return Promise.resolve(err(failure));
    return writes.ask(kind, question, (message) => writer.postMessage(message, transfer));
  }

  function read<K extends keyof ReadRequests>(
    thread: Worker,
    kind: K,
    question: ReadRequests[K]['ask'],
  ): Promise<Result<ReadRequests[K]['answer'], LogFailure>> {
    if (failure !== undefined) return Promise.resolve(err(failure));
    return reads.ask(kind, question, (message) => thread.postMessage(message));
  }

  const createLog = (epoch: string, commits: GroupCommit): UpdateLog => {
    const compaction = createRoomCompaction({
      settings,
      compactor: createCompactor(),
      dueRooms: (nowMs) => read(reader, 'due', { nowMs }),
      hold: (room, quietSinceMs) => write('hold', { room, quietSinceMs }),
      read: (parts) => read(reader, 'parts', { parts }),
      replace: (held, { outcome, base }) => write('replace', { held, base, isReencoded: outcome === 'reencoded' }),
      release: (room) => write('release', { room }),
      compacted: events.compacted,
      unreadable: events.roomUnreadable,
    });
    // Through the thread that writes, and so behind the appends made before; the other thread answers.
    const readAfterAppends: typeof read = (_, kind, question) => {
      commits.flush();
      return read(writer, kind, question);
    };
    const contents: UpdateLog['contents'] = (room) => readAfterAppends(writer, 'contents', { room });
    return {
      epoch,
      durableOffset: commits.durableOffset,
      append: commits.append,
      committed: commits.committed,
      contents,
      missing: (room, stateVector) => readAfterAppends(writer, 'missing', { room, stateVector: stateVector.slice() }),
      async compact(room) {
        commits.flush();
        const compacted = await compaction.compact(room);
        return compacted.ok ? contents(room) : compacted;
      },
      probe: () => write('probe', {}),
      async sizeBytes() {
        const sizes = await Promise.all([sizeOf(file), sizeOf(`${file}-wal`)]);
        return sizes.reduce((sum, size) => sum + size, 0);
      },
      async close() {
        commits.flush();
        await compaction.stop();
        // Last to go is who writes: it empties the write-ahead log, and leaves one file.
        await reader.terminate();
        await write('close', {});
        fail({ type: 'closed' });
        await writer.terminate();
      },
    };
  };

  function writerOpened({ epoch, durableOffset, isInDoubt }: Opened): void {
    const commits = createGroupCommit({
      durableOffset,
      write: (batch, transfer) => write('append', batch, transfer),
      committed: events.committed,
    });
    fail = (reason) => {
      if (failure !== undefined) return;
      failure = reason;
      writes.fail(reason);
      reads.fail(reason);
      commits.fail(reason);
      if (reason.type === 'storage-failed') events.storageFailed(reason.message);
    };
    const log = createLog(epoch, commits);
    opened.resolve(ok(isInDoubt ? refuseUnreadRooms(log) : log));
  }

  function heard(message: WriteReport): void {
    switch (message.type) {
      case 'opened':
        writerOpened(message);
        break;
      case 'refused':
        fail({ type: 'storage-failed', message: message.message });
        void writer.terminate();
        void reader.terminate();
        break;
      case 'answered':
        writes.answered(message.id, message.answer);
        break;
      case 'storage-failed':
        fail(message);
        break;
      case 'record-damaged':
        events.recordDamaged(message.record);
        break;
      case 'room-name-damaged':
        events.roomNameDamaged(message.room);
        break;
      case 'commits-lost':
        events.commitsLost(message.commits);
        break;
      case 'folded':
        events.folded(message.records, message.ms);
        break;
      default:
        // Under `node --watch` the runtime's own messages come through the same port.
        break;
    }
  }

  writer.on('message', heard);
  writer.on('error', (error: Error) => fail({ type: 'storage-failed', message: error.message }));
  return opened.promise;
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file, { bigint: false }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return found?.size ?? 0;
}
