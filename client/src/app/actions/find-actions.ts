import { fold } from '../../i18n/fold.ts';
import type { Action } from './offered-actions.ts';

/** What the field of the palette begins with for those who want actions only. */
export const actionsSign = '>';

/** Whether only actions are wanted, and of which name; `undefined` when documents are looked for too. */
export const wantedActions = (text: string): string | undefined =>
  text.trimStart().startsWith(actionsSign) ? text.trimStart().slice(actionsSign.length) : undefined;

/**
 * The actions whose names fit what was typed, whatever its case and accents: every word begins one of the name or of its
 * synonyms. Those whose name begins with it come first, then those that have all of it in their name. For nothing, all but
 * the rare ones.
 */
export function findActions(actions: readonly Action[], typed: string, language: string): readonly Action[] {
  const query = fold(typed.trim(), language);
  if (query === '') return actions.filter(({ isRare }) => isRare !== true);
  const wanted = wordsOf(query);
  return actions
    .flatMap((action) => {
      const name = fold(action.label, language);
      const inName = wordsOf(name);
      const called = [...inName, ...wordsOf(fold(action.synonyms ?? '', language))];
      const fits = (words: readonly string[]) => wanted.every((word) => words.some((other) => other.startsWith(word)));
      const rank = [name.startsWith(query), fits(inName), fits(called)].indexOf(true);
      return rank < 0 ? [] : [{ action, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ action }) => action);
}

const wordsOf = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}+]+/u).filter((word) => word !== '');
