import type { Result, RoomId } from '@ecritoire/shared';

/** Where the log stood when everything asked about was on disk. */
export type Commit = {
  /** The number of the newest durable record. Records are numbered from 1 across all rooms, in order of arrival. */
  readonly durableOffset: number;
};

/** What a room holds, without its text. */
export type Contents = {
  /** V1; it stops before the first gap of each client, so that peers send what is missing there. */
  readonly stateVector: Uint8Array;
  /** Every deletion, as a V1 update that holds nothing else. */
  readonly deletions: Uint8Array;
  /** What the room's updates take, merged as far as they are. */
  readonly bytes: number;
};

/**
 * Why the log did not do what was asked.
 * - `storage-failed`: the disk refused a write. Final: everything asked afterwards fails too (rule L4).
 * - `read-failed`: the stored bytes of this room cannot be read; the log itself goes on.
 * - `closed`: asked after `close`.
 */
export type LogFailure =
  | { readonly type: 'storage-failed'; readonly message: string }
  | { readonly type: 'read-failed'; readonly message: string }
  | { readonly type: 'closed' };

/**
 * The durable, append-only log of every accepted update, and the only place where documents are kept.
 * Bytes go in and come out; what they mean is Yjs' business. Rules L1–L9 of docs/protocol.md hold for
 * every adapter and are checked by `update-log.contract.ts`.
 */
export type UpdateLog = {
  /** Names this log for ever; a different value means another log answers (an older backup, an emptied disk). */
  readonly epoch: string;

  /** The newest record known to be on disk; 0 when there is none. */
  durableOffset(): number;

  /**
   * Stores one V1 update; its bytes must not change afterwards. The promise settles after the
   * commit reached the disk; appends that share a commit get the *same* promise, so a caller may compare.
   */
  append(room: RoomId, update: Uint8Array): Promise<Result<Commit, LogFailure>>;

  /** Settles when everything appended before this call is on disk. Stores nothing itself. */
  committed(): Promise<Result<Commit, LogFailure>>;

  /** What the room holds, earlier appends included. */
  contents(room: RoomId): Promise<Result<Contents, LogFailure>>;

  /**
   * What a peer with this state vector lacks, as a few V1 updates to apply in any order; earlier appends
   * are included, every deletion too. Empty for a room that never received anything. A read that fails is
   * an error, never an empty answer.
   */
  missing(room: RoomId, stateVector: Uint8Array): Promise<Result<readonly Uint8Array[], LogFailure>>;

  /**
   * Makes the room as small as it can be without losing anything, now rather than in a quiet moment; answers with
   * what it holds then.
   */
  compact(room: RoomId): Promise<Result<Contents, LogFailure>>;

  /** Writes and commits something that is no record: does the disk still take writes? */
  probe(): Promise<Result<Commit, LogFailure>>;

  /** What the log occupies on disk, in bytes. */
  sizeBytes(): Promise<number>;

  /** Commits what was appended, then lets go. */
  close(): Promise<void>;
};

/**
 * How a compaction ended.
 * - `reencoded`: the content of what is deleted is gone from the room.
 * - `merged`: the room is in one piece; content had to stay, because something is pending or unrecorded.
 * - `not-now`: the room is as it was; it took too long, or too much memory, or changed meanwhile.
 */
export type CompactionOutcome = 'reencoded' | 'merged' | 'not-now';

/** What a log tells its owner unasked. */
export type LogEvents = {
  /** The disk failed; nothing will be acknowledged any more and the process must end (rule L4). */
  storageFailed(message: string): void;
  /** Stored bytes do not match their checksum and were set aside; `record` is the newest record in them (rule L6). */
  recordDamaged(record: number): void;
  /** The name of this room (its number) was damaged; while it is lost, no other is known to be new (rule L5). */
  roomNameDamaged(room: number): void;
  /** The disk changed what a killed process left: so many commits are gone, and the epoch is another one (rule L15). */
  commitsLost(commits: number): void;
  /** The stored bytes of a room could not be read in a quiet moment; its readers will hear `read-failed`. */
  roomUnreadable(message: string): void;
  /** Updates that shared a commit are on disk, so long after they were handed over. */
  committed(updates: number, bytes: number, ms: number): void;
  /** So many records were moved from the journal to their rooms. */
  folded(records: number, ms: number): void;
  compacted(outcome: CompactionOutcome, ms: number, bytesBefore: number, bytesAfter: number): void;
};
