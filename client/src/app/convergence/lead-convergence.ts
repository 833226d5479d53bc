import type { LibraryEntry } from '../../library/entries.ts';
import type { Library } from '../../library/library.ts';
import type { DocumentRegistry } from '../document-registry.ts';
import { watchTyping } from '../new-version/typing-pause.ts';
import { watchCircumstances } from './circumstances.ts';
import type { ConvergenceState } from './convergence-state.ts';
import { createRounds } from './rounds.ts';
import { untilQuiet } from './until-quiet.ts';
import { openVisitor } from './visitor.ts';

const minuteMs = 60_000;
/** A page that is loaded again a moment later has nothing new to ask for. */
const freshAtStartMs = minuteMs;
const roundEveryMs = 30 * minuteMs;
const freshBetweenRoundsMs = 10 * minuteMs;
/** Whoever is back has more urgent things to fetch, and many come back at once. */
const resumedAfterMs = 500;
const resumedWithinMs = 1_500;
/** Documents that come onto the list from elsewhere come many at a time. */
const listedAfterMs = 2_000;

/** The window that sees to the documents, for all windows of the device. */
export interface Leader {
  /** Looks now for what is to be sent or fetched. */
  begin(): void;
  /** Tries now, and fetches although data is to be saved. */
  retry(): void;
}

/** Begins a round now, when the network is back, when documents come onto the list, and every half hour. */
export function leadConvergence(
  library: Library,
  documents: DocumentRegistry,
  changed: (state: ConvergenceState) => void,
): Leader {
  const untilPause = watchTyping(window);
  const circumstances = watchCircumstances(
    () => rounds.reconsider(),
    () => begin(Date.now(), resumedAfterMs + Math.random() * resumedWithinMs),
  );
  let lastBegunAtMs = 0;
  const rounds = createRounds({
    visitor: openVisitor(),
    listed: () =>
      library
        .getSnapshot()
        .entries.toSorted(latestUseFirst)
        .map(({ id }) => id),
    trashed: () => library.getSnapshot().trashed.map(({ id }) => id),
    isListed: (id) => library.find(id) !== undefined,
    standstill: circumstances.standstill,
    untilQuiet: () => untilQuiet(untilPause, documents),
    arrived: (arrivals) => library.describe(arrivals),
    changed,
    random: Math.random,
    now: Date.now,
  });

  function begin(freshSinceMs: number, afterMs = 0): void {
    if (library.getSnapshot().phase !== 'ready') return;
    lastBegunAtMs = Date.now();
    // The thread did not start; the next round may find it.
    rounds
      .begin(freshSinceMs, afterMs)
      .catch((error: unknown) => console.warn('Documents were not looked after', error));
  }

  function beginIfDue(): void {
    if (Date.now() - lastBegunAtMs >= roundEveryMs) begin(Date.now() - freshBetweenRoundsMs);
  }

  let known: ReadonlySet<string> = new Set();
  const hasNewcomers = () => {
    const { entries } = library.getSnapshot();
    const before = known;
    known = new Set(entries.map(({ id }) => id));
    return entries.some(({ id }) => !before.has(id));
  };
  let arrival: ReturnType<typeof setTimeout> | undefined;
  library.subscribe(() => {
    if (!hasNewcomers()) return;
    clearTimeout(arrival);
    arrival = setTimeout(() => begin(Date.now() - freshBetweenRoundsMs), listedAfterMs);
  });
  hasNewcomers();
  setInterval(beginIfDue, minuteMs);
  document.addEventListener('visibilitychange', beginIfDue);
  addEventListener('pagehide', rounds.tell);
  rounds.reconsider();
  begin(Date.now() - freshAtStartMs);

  const beginNow = () => begin(Date.now() - freshBetweenRoundsMs);
  return {
    begin: beginNow,
    retry() {
      circumstances.ignoreDataSaving();
      rounds.retry();
      beginNow();
    },
  };
}

const latestUseFirst = (one: LibraryEntry, other: LibraryEntry): number =>
  Math.max(other.openedAt, other.changedAt) - Math.max(one.openedAt, one.changedAt);
