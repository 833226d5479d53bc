import type { DocumentId } from '@ecritoire/shared';
import type { SkipReason } from '../../document/convergence/visit-document.ts';
import type { Obstacle } from '../../document/convergence/visit-queue.ts';

/** Why documents wait. `person`: they were told to; `saving-data`: the browser was, and only own changes are sent. */
export type Standstill = Obstacle | 'person' | 'offline' | 'saving-data';

/** How far this device is with the documents that are not open. Can be sent from window to window. */
export interface ConvergenceState {
  /** The documents are being looked through for what is due. */
  readonly isLooking: boolean;
  readonly done: number;
  readonly total: number;
  readonly standstill: Standstill | undefined;
  readonly skipped: readonly { readonly id: DocumentId; readonly reason: SkipReason }[];
  /** When a round last came to its end; milliseconds since 1970, `undefined` before the first one. */
  readonly endedAt: number | undefined;
}

export const nothingKnown: ConvergenceState = {
  isLooking: false,
  done: 0,
  total: 0,
  standstill: undefined,
  skipped: [],
  endedAt: undefined,
};

export const isWorking = ({ isLooking, done, total, standstill }: ConvergenceState): boolean =>
  (isLooking || done < total) && standstill === undefined;
