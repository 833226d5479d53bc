import { byFolder } from './by-folder.ts';
import { menuWords } from './menu-words.en.ts';
import { toBlockWords, type WordsOfFolder } from './to-block-words.ts';

const folders = byFolder(
  import.meta.glob<WordsOfFolder>(['./*/words.en.ts', '../formats/*/words.en.ts', '../inline/*/words.en.ts'], {
    eager: true,
    import: 'words',
  }),
);

/** The words of all blocks, formats and things in the line in English. */
export const blockWords = toBlockWords(menuWords, folders);
