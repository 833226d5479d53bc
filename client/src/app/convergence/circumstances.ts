import { getPreferences, subscribeToPreferences } from '../preferences.ts';
import type { Standstill } from './convergence-state.ts';

/** What the person, the browser and the network say about fetching documents nobody waits for. */
export interface Circumstances {
  standstill(): Standstill | undefined;
  /** The person wants it all the same, as long as this page lives. */
  ignoreDataSaving(): void;
}

/**
 * `changed`: the answer may be another one; `resumed`: there is a network again, or the person has ended a pause, and
 * much may have happened meanwhile.
 */
export function watchCircumstances(changed: () => void, resumed: () => void): Circumstances {
  let ignoresDataSaving = false;
  let wasPaused = getPreferences().isConvergencePaused;
  // In this order, or for a moment it would look as if everything were up to date already.
  const changedAndResumed = () => {
    resumed();
    changed();
  };
  subscribeToPreferences(({ isConvergencePaused }) => {
    if (isConvergencePaused === wasPaused) return;
    wasPaused = isConvergencePaused;
    if (wasPaused) changed();
    else changedAndResumed();
  });
  addEventListener('offline', changed);
  addEventListener('online', changedAndResumed);
  return {
    standstill() {
      if (getPreferences().isConvergencePaused) return 'person';
      if (navigator.onLine === false) return 'offline';
      return savesData() && !ignoresDataSaving ? 'saving-data' : undefined;
    },
    ignoreDataSaving() {
      ignoresDataSaving = true;
      changed();
    },
  };
}

/** Chromium says so (Network Information API); other browsers save data by other means. */
function savesData(): boolean {
  const connection: unknown = Reflect.get(navigator, 'connection');
  return typeof connection === 'object' && connection !== null && Reflect.get(connection, 'saveData') === true;
}
