import { blockWords } from '../../editor/blocks/words-en.ts';
import { en } from '../../i18n/en.ts';
import type { Words } from '../../i18n/i18n.ts';

/** Every word of the program in English. */
export const words: Words = { translation: en, blocks: blockWords };
