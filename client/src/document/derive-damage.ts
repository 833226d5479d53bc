import type { Damage } from '../storage/damage.ts';
import type { SyncState } from '../sync/open-sync.ts';

/**
 * What became of the part of a document that the device could not read, or that is missing from it.
 *
 * - `none`: there is no such part.
 * - `awaited`: neither the relay nor another tab has been heard yet.
 * - `partial`: the relay was heard; something may be missing all the same.
 * - `replaced`: nothing on the device could be read; what is shown is the relay's copy.
 * - `whole`: nothing is missing any more.
 */
export type Repair = 'none' | 'awaited' | 'partial' | 'replaced' | 'whole';

export interface DamageFacts {
  readonly damage: Damage;
  /** The document holds changes that wait for others which are not here. */
  readonly hasGap: boolean;
  readonly sync: SyncState;
}

/**
 * `whole` is a promise: the relay has confirmed, before, all that this device had written, and has given all it has;
 * or another tab had everything.
 */
export function deriveRepair({ damage, hasGap, sync }: DamageFacts): Repair {
  if (damage.rows.length === 0 && !damage.isTotal && !hasGap) return 'none';
  if (damage.isRepaired && !hasGap) return 'whole';
  if (!sync.hasReceived) return 'awaited';
  const isOurRelay = sync.confirmation === 'waiting' || sync.confirmation === 'complete';
  if (isOurRelay && !damage.mayHoldUnsent && !hasGap) return 'whole';
  return damage.isTotal ? 'replaced' : 'partial';
}
