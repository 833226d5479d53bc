import type { Translated } from '../../i18n/translated.ts';
import type { BlockWords } from './block-words.ts';

export type WordsOfFolder = Translated<BlockWords>[keyof BlockWords];

/**
 * The words of all folders as one table. What is collected by the names of files has no type of its own: the contract
 * suite sees to it that every folder brings what it has declared.
 */
export const toBlockWords = (
  menu: Translated<BlockWords['menu']>,
  folders: ReadonlyMap<string, WordsOfFolder>,
): Translated<BlockWords> => ({ ...Object.fromEntries(folders), menu }) as Translated<BlockWords>;
