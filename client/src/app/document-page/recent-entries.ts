import type { RecentEntries } from '../../editor/insert/recent-entries.ts';
import { getPreferences, mostRecentEntries, setPreferences } from '../preferences.ts';

/** What this person inserted last, remembered by the device. */
export const recentEntries: RecentEntries = {
  ids: () => getPreferences().recentEntries,
  add: (id) =>
    setPreferences({
      recentEntries: [id, ...getPreferences().recentEntries.filter((other) => other !== id)].slice(
        0,
        mostRecentEntries,
      ),
    }),
};
