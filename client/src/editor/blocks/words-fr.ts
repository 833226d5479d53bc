import { byFolder } from './by-folder.ts';
import { menuWords } from './menu-words.fr.ts';
import { toBlockWords, type WordsOfFolder } from './to-block-words.ts';

const folders = byFolder(
  import.meta.glob<WordsOfFolder>(['./*/words.fr.ts', '../formats/*/words.fr.ts', '../inline/*/words.fr.ts'], {
    eager: true,
    import: 'words',
  }),
);

/** The words of all blocks, formats and things in the line in French. */
export const blockWords = toBlockWords(menuWords, folders);
