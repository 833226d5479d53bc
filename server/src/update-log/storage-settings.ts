/** How much the log may leave for later, and for how long. */
export type StorageSettings = {
  /** How long the parts that a re-encoded base replaced are kept. 0: not at all. */
  readonly retentionMs: number;
  /** Records beyond this are folded, the oldest first: what a start has to read, and what waits in memory. */
  readonly maxJournalBytes: number;
  /** A room with more is folded at once: what a join may have to merge. */
  readonly maxRoomTailBytes: number;
  readonly maxRoomTailRecords: number;
  /** Records that are older are folded, however few. */
  readonly foldAfterMs: number;
  /** A segment is merged with its predecessor up to this size. */
  readonly maxSegmentBytes: number;
  /** What one step of work between two commits may take. */
  readonly maxStepMs: number;
  readonly maxStepBytes: number;
  readonly expireEveryMs: number;
  /** A room is compacted when its tail has grown to this share of the base, and to this size. */
  readonly tailShare: number;
  readonly minTailBytes: number;
  /** It is compacted while it is quiet, or when the tail is larger than this and than the base. */
  readonly quietMs: number;
  readonly bigTailBytes: number;
  /** A tail of any size is compacted when it is older: deleted text must leave the disk. */
  readonly maxTailAgeMs: number;
  readonly lookForDueRoomsEveryMs: number;
  /** Looking for such rooms takes at most this share of the time. */
  readonly lookShare: number;
};

const KiB = 1024;
const MiB = 1024 * KiB;
const secondMs = 1000;
const dayMs = 24 * 60 * 60 * secondMs;

/** The settings of a relay that keeps replaced bytes for so many days. */
export const storageSettings = (retentionDays: number): StorageSettings => ({
  retentionMs: retentionDays * dayMs,
  maxJournalBytes: 8 * MiB,
  maxRoomTailBytes: 128 * KiB,
  maxRoomTailRecords: 2048,
  foldAfterMs: 30 * secondMs,
  maxSegmentBytes: 256 * KiB,
  maxStepMs: 3,
  maxStepBytes: 512 * KiB,
  expireEveryMs: 60 * secondMs,
  tailShare: 0.25,
  minTailBytes: 64 * KiB,
  quietMs: 10 * secondMs,
  bigTailBytes: 1 * MiB,
  maxTailAgeMs: dayMs,
  lookForDueRoomsEveryMs: 5 * secondMs,
  lookShare: 0.01,
});
