import type { DocumentId } from '@ecritoire/shared';
import type { LibraryEntry } from './entries.ts';

const dayMs = 24 * 60 * 60_000;

/** How long a document may stay in the trash. */
export const trashTermMs = 30 * dayMs;
/** How long before it goes its warning must have been seen on this device. */
const warnedForMs = 7 * dayMs;

/** That somebody at this device has seen that a document is about to go. Times are milliseconds since 1970. */
export interface TrashWarning {
  /** Which stay in the trash it was: put back and trashed again, the document has a new one. */
  readonly trashedAt: number;
  /** When it was first seen. */
  readonly seenAt: number;
}

export type TrashWarnings = ReadonlyMap<DocumentId, TrashWarning>;

type Trashed = Pick<LibraryEntry, 'id' | 'trashedAt'>;

/** Whether it is time to warn that the document goes. */
export const isToBeWarnedOf = ({ trashedAt }: Trashed, nowMs: number): boolean =>
  trashedAt !== undefined && nowMs >= trashedAt + trashTermMs - warnedForMs;

/** When it goes at the earliest; a warning that nobody has seen is taken to be seen now. */
export function leavesAt(entry: Trashed, warnings: TrashWarnings, nowMs: number): number {
  const seenAt = seenWarning(entry, warnings, nowMs) ?? nowMs;
  return Math.max((entry.trashedAt ?? nowMs) + trashTermMs, seenAt + warnedForMs);
}

/** Whether its term is over, and its warning was seen long enough ago (rule L12). */
export const isTermOver = (entry: Trashed, warnings: TrashWarnings, nowMs: number): boolean =>
  leavesAt(entry, warnings, nowMs) <= nowMs;

/** When the warning of this stay in the trash was seen; one from the future was seen by a clock that was wrong. */
function seenWarning({ id, trashedAt }: Trashed, warnings: TrashWarnings, nowMs: number): number | undefined {
  const warning = warnings.get(id);
  return warning?.trashedAt === trashedAt && warning !== undefined && warning.seenAt <= nowMs
    ? warning.seenAt
    : undefined;
}

/** The warnings when these are seen now: of what is no longer in the trash none are kept. */
export function noteSeen(
  warnings: TrashWarnings,
  trashed: readonly Trashed[],
  shown: readonly Trashed[],
  nowMs: number,
): TrashWarnings {
  const noted = new Map<DocumentId, TrashWarning>();
  const isShown = new Set(shown.map(({ id }) => id));
  for (const entry of trashed) {
    const seenAt = seenWarning(entry, warnings, nowMs) ?? (isShown.has(entry.id) ? nowMs : undefined);
    if (seenAt !== undefined && entry.trashedAt !== undefined)
      noted.set(entry.id, { trashedAt: entry.trashedAt, seenAt });
  }
  return noted;
}
