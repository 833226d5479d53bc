import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import type { RelayEvents } from './relay/relay-events.ts';
import type { LogEvents } from './update-log/update-log.ts';

const compactionSecondsBounds = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30];
const ackSecondsBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Turns what the relay tells into lines and numbers; docs/operations.md says what they mean. */
export function observeRelay(logger: Logger, metrics: Metrics): RelayEvents {
  const connections = metrics.gauge('ecritoire_connections', 'Open connections.');
  const rooms = metrics.gauge('ecritoire_rooms', 'Documents that somebody has open.');
  const closed = metrics.counterBy('ecritoire_connections_closed_total', 'Ended connections, by reason.', 'reason');
  const frames = metrics.counter('ecritoire_document_frames_total', 'Document-bearing frames received.');
  const bytes = metrics.counter('ecritoire_document_bytes_total', 'Bytes of updates received.');
  const rejected = metrics.counterBy('ecritoire_rejected_frames_total', 'Frames not taken, by reason.', 'reason');
  const known = metrics.counter('ecritoire_known_frames_total', 'Document-bearing frames that held nothing new.');
  const delivered = metrics.counter(
    'ecritoire_delivered_updates_total',
    'Updates sent on to other people, one for each.',
  );
  const slowed = metrics.counter('ecritoire_slowed_peers_total', 'Times that a peer sent more than its share.');
  const behind = metrics.counter('ecritoire_behind_peers_total', 'Times that a peer read too slowly to hear all live.');
  const acks = metrics.counter('ecritoire_acks_total', 'Commits acknowledged to a connection.');
  const ackSeconds = metrics.histogram(
    'ecritoire_ack_seconds',
    'From the receipt of a frame to the commit that makes it durable.',
    ackSecondsBounds,
  );
  return {
    roomOpened: () => rooms.add(1),
    roomClosed: () => rooms.add(-1),
    connectionOpened: () => {
      connections.add(1);
      logger.debug('connection-opened');
    },
    connectionClosed: (reason) => {
      connections.add(-1);
      closed.add(reason);
      logger.debug('connection-closed', { reason });
    },
    documentFrameReceived: (length) => {
      frames.add();
      bytes.add(length);
    },
    knownFrameReceived: () => known.add(),
    updatesDelivered: (count) => delivered.add(count),
    peerSlowedDown: () => slowed.add(),
    peerFellBehind: () => behind.add(),
    frameRejected: (fault) => {
      rejected.add(fault);
      logger.warn('frame-rejected', { fault });
    },
    frameAcknowledged: (waitedMs) => {
      acks.add();
      ackSeconds.observe(waitedMs / 1000);
    },
    roomReadFailed: (message) => logger.error('room-read-failed', { message }),
  };
}

/** The same for the log; `stop` is called when its disk failed. */
export function observeLog(logger: Logger, metrics: Metrics, stop: (message: string) => void): LogEvents {
  const commits = metrics.counter('ecritoire_commits_total', 'Commits to the disk.');
  const updates = metrics.counter('ecritoire_committed_updates_total', 'Updates in them.');
  const commitSeconds = metrics.histogram(
    'ecritoire_commit_seconds',
    'From handing updates to the disk until they are on it.',
    ackSecondsBounds,
  );
  const damaged = metrics.counter(
    'ecritoire_damaged_records_total',
    'Stored records set aside as damaged, and commits that the disk lost.',
  );
  const folded = metrics.counter(
    'ecritoire_folded_records_total',
    'Records moved from the journal to their documents.',
  );
  const compactions = metrics.counterBy('ecritoire_compactions_total', 'Compactions, by how they ended.', 'outcome');
  const compactionSeconds = metrics.histogram(
    'ecritoire_compaction_seconds',
    'How long a compaction took.',
    compactionSecondsBounds,
  );
  const saved = metrics.counter('ecritoire_compaction_saved_bytes_total', 'Bytes that documents became smaller by.');
  return {
    storageFailed: stop,
    recordDamaged: (record) => {
      damaged.add();
      logger.error('record-damaged', { record });
    },
    commitsLost: (commits) => {
      damaged.add(commits);
      logger.error('commits-lost', { commits });
    },
    roomNameDamaged: (room) => logger.error('room-name-damaged', { room }),
    roomUnreadable: (message) => logger.error('room-unreadable', { message }),
    committed: (count, _bytes, ms) => {
      commits.add();
      updates.add(count);
      commitSeconds.observe(ms / 1000);
    },
    folded: (records, ms) => {
      folded.add(records);
      logger.debug('records-folded', { records, ms });
    },
    compacted: (outcome, ms, bytesBefore, bytesAfter) => {
      compactions.add(outcome);
      compactionSeconds.observe(ms / 1000);
      saved.add(Math.max(0, bytesBefore - bytesAfter));
      logger.debug('room-compacted', { outcome, ms, bytesBefore, bytesAfter });
    },
  };
}

const nanosecondsPerSecond = 1e9;

/** What the process as a whole is like: a busy event loop is the first thing that people feel. */
export function observeProcess(metrics: Metrics): void {
  const delay = monitorEventLoopDelay({ resolution: loopResolutionMs });
  delay.enable();
  metrics.observedGaugeBy(
    'ecritoire_event_loop_delay_seconds',
    'How late the event loop was since the metrics were last read.',
    'quantile',
    () => {
      // The histogram counts the waits themselves: without the interval, what is left is the lateness.
      const late = (nanoseconds: number): number =>
        Math.max(0, nanoseconds / nanosecondsPerSecond - loopResolutionMs / 1000);
      const seen = { 0.5: late(delay.percentile(50)), 0.99: late(delay.percentile(99)), 1: late(delay.max) };
      delay.reset();
      return seen;
    },
  );
  metrics.observedGauge('ecritoire_memory_bytes', 'Resident memory of the process.', () => process.memoryUsage.rss());
}

const loopResolutionMs = 20;
