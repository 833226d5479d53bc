import { fold } from '../../i18n/fold.ts';
import type { MenuEntry, Translate } from '../blocks/contract.ts';

/** How well an entry fits what was typed: the lowest fits best, nothing does not fit. */
function rankOf({ label, synonyms }: MenuEntry, query: string, t: Translate, language: string): number | undefined {
  const name = fold(label(t), language);
  const isBegun = (word: string) => word.startsWith(query);
  const ranks = [
    isBegun(name),
    name.split(/[\s’']+/).some(isBegun),
    fold(synonyms(t), language).split(' ').some(isBegun),
    name.includes(query),
  ];
  const rank = ranks.indexOf(true);
  return rank < 0 ? undefined : rank;
}

/**
 * The entries that fit what was typed, whatever its case and accents, the best first and of equals those used last; all
 * but the rare ones for nothing, in their order.
 */
export function findEntries(
  entries: readonly MenuEntry[],
  typed: string,
  asked: { readonly t: Translate; readonly language: string; readonly recentIds: readonly string[] },
): readonly MenuEntry[] {
  const { t, language, recentIds } = asked;
  const query = fold(typed.trim(), language);
  if (query === '') return entries.filter(({ isRare }) => isRare !== true);
  const age = ({ id }: MenuEntry) => (recentIds.includes(id) ? recentIds.indexOf(id) : recentIds.length);
  return entries
    .flatMap((entry) => {
      const rank = rankOf(entry, query, t, language);
      return rank === undefined ? [] : [{ entry, rank }];
    })
    .sort((a, b) => a.rank - b.rank || age(a.entry) - age(b.entry))
    .map(({ entry }) => entry);
}
