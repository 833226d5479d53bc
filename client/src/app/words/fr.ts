import { blockWords } from '../../editor/blocks/words-fr.ts';
import { fr } from '../../i18n/fr.ts';
import type { Words } from '../../i18n/i18n.ts';

/** Every word of the program in French. */
export const words: Words = { translation: fr, blocks: blockWords };
