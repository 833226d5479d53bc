import type { DocumentId } from '@ecritoire/shared';
import { planRound } from '../../document/convergence/plan-round.ts';
import { createVisitQueue, type VisitQueueOptions } from '../../document/convergence/visit-queue.ts';
import type { Description } from '../../library/follow-document.ts';
import type { ConvergenceState, Standstill } from './convergence-state.ts';
import type { Visitor } from './visitor.ts';

/** A document as it came: without `changedAt`, when it was not on this device before. */
export interface Arrival extends Description {
  readonly changedAt?: number;
}

/** Goes through the documents again and again: a round each time there may be something new. */
export interface Rounds {
  /**
   * Visits what was not in step since then, milliseconds since 1970, after a delay. Joins a round under way. Rejects
   * when the documents could not be looked through.
   */
  begin(freshSinceMs: number, afterMs?: number): Promise<void>;
  /** Something outside has changed: looks again whether documents have to wait. */
  reconsider(): void;
  retry(): void;
  /** Tells of what has arrived so far, now. */
  tell(): void;
}

export interface RoundsOptions extends Omit<VisitQueueOptions, 'visit'> {
  readonly visitor: Visitor;
  /** The documents of the person's list, those used last first. */
  listed(): readonly DocumentId[];
  /** Those in the trash: what was written in them still goes to the others. */
  trashed(): readonly DocumentId[];
  /** Whether one of either is still there. */
  isListed(id: DocumentId): boolean;
  /** Why documents have to wait, apart from what the visits themselves find out. */
  standstill(): Standstill | undefined;
  arrived(arrivals: ReadonlyMap<DocumentId, Arrival>): void;
  changed(state: ConvergenceState): void;
}

/** The list is drawn again each time; nobody waits for a title of a document that they do not look at. */
const tellEveryMs = 10_000;

export function createRounds(options: RoundsOptions): Rounds {
  const { visitor, listed, now } = options;
  let startedAtMs = 0;
  let endedAt: number | undefined;
  let isOver = true;
  let beginnings = 0;
  let places = new Map<DocumentId, number>();
  let newcomers = new Set<DocumentId>();
  let arrivals = new Map<DocumentId, Arrival>();
  let turn: ReturnType<typeof setTimeout> | undefined;

  const queue = createVisitQueue({ ...options, visit });

  async function visit(id: DocumentId) {
    // It would come back from the relay.
    if (!options.isListed(id)) return { name: 'removed' } as const;
    const { outcome, arrived } = await visitor.visit(id);
    if (arrived !== undefined) {
      arrivals.set(id, newcomers.has(id) ? arrived : { ...arrived, changedAt: arrivalTime(id) });
      turn ??= setTimeout(tell, tellEveryMs);
    }
    return outcome;
  }

  /** One moment for all, and in it the order they had: whoever comes back after a week finds the list as it was. */
  const arrivalTime = (id: DocumentId) => startedAtMs - (places.get(id) ?? 0);

  function tell(): void {
    clearTimeout(turn);
    turn = undefined;
    const told = arrivals;
    arrivals = new Map();
    if (told.size > 0) options.arrived(told);
  }

  function publish(): void {
    const { done, total, obstacle, skipped } = queue.state.getState();
    const standstill = options.standstill() ?? obstacle;
    if (done === total && !isOver) end();
    const list = [...skipped].map(([id, reason]) => ({ id, reason }));
    options.changed({ isLooking: beginnings > 0, done, total, standstill, skipped: list, endedAt });
  }

  function end(): void {
    isOver = true;
    endedAt = now();
    tell();
    visitor.rest();
  }

  function reconsider(): void {
    const standstill = options.standstill();
    queue.hold(standstill !== undefined && standstill !== 'saving-data');
    publish();
  }

  queue.state.subscribe(publish);

  async function plan(freshSinceMs: number): Promise<void> {
    const trashed = new Set(options.trashed());
    const ids = [...listed(), ...trashed];
    const surveyed = await visitor.survey(ids);
    const standings = surveyed.filter(({ id, isUnsaved }) => isUnsaved || !trashed.has(id));
    startedAtMs = now();
    places = new Map(ids.map((id, place) => [id, place]));
    newcomers = new Set(standings.filter(({ isHere }) => !isHere).map(({ id }) => id));
    const isSaving = options.standstill() === 'saving-data';
    queue.add(planRound(isSaving ? standings.filter(({ isUnsaved }) => isUnsaved) : standings, freshSinceMs));
    isOver = false;
  }

  return {
    async begin(freshSinceMs, afterMs = 0) {
      beginnings += 1;
      publish();
      try {
        await new Promise((resolve) => setTimeout(resolve, afterMs));
        await plan(freshSinceMs);
      } finally {
        beginnings -= 1;
        publish();
      }
    },
    reconsider,
    retry: queue.retry,
    tell,
  };
}
