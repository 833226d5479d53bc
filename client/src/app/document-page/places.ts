import type { Place } from '../../editor/guard/keep-place.ts';
import type { RouteState } from '../routes.ts';

/** Where the person was in the texts they left through a link, by the entry of the browser's history. This page only. */
const placesByEntry = new Map<string, Place>();

/** Notes where the person is in this entry of the history, for when they come back to it. */
export function leaveFrom(place: Place): void {
  const state: RouteState = { ...history.state, place: crypto.randomUUID() };
  history.replaceState(state, '');
  if (state.place !== undefined) placesByEntry.set(state.place, place);
}

/** Where the person was when they left this entry through a link. */
export const placeOf = (state: RouteState | null): Place | undefined =>
  state?.place === undefined ? undefined : placesByEntry.get(state.place);
