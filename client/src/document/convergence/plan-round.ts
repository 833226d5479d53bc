import type { DocumentId } from '@ecritoire/shared';
import type { Standing } from '../../storage/standing.ts';

/** So many of those used last are kept in step; the others when they are opened. */
export const recentCount = 200;

/**
 * Which documents to visit, in order: those with changes that no relay has confirmed, then the recently used, then what
 * is not on this device at all. `standings` are in the order of last use. What was in step after `freshSinceMs` is left.
 */
export function planRound(standings: readonly Standing[], freshSinceMs: number): DocumentId[] {
  const unsaved = standings.filter(({ isUnsaved }) => isUnsaved);
  const others = standings.filter(({ isUnsaved }) => !isUnsaved);
  const recent = others.slice(0, recentCount).filter(({ convergedAt }) => convergedAt < freshSinceMs);
  const missing = others.slice(recentCount).filter(({ isHere }) => !isHere);
  return [...unsaved, ...recent, ...missing].map(({ id }) => id);
}
