import { fold } from '../../i18n/fold.ts';
import type { LibraryEntry } from '../../library/entries.ts';

/** The documents whose title contains every word of the filter. */
export function filterEntries(
  entries: readonly LibraryEntry[],
  filter: string,
  language: string,
): readonly LibraryEntry[] {
  const words = fold(filter, language).split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries;
  return entries.filter(({ title }) => {
    const folded = fold(title, language);
    return words.every((word) => folded.includes(word));
  });
}
