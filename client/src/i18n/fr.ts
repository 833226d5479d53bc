import type { en } from './en.ts';
import { convergenceWords } from './fr/convergence.ts';
import { documentWords } from './fr/document.ts';
import { editorWords } from './fr/editor.ts';
import { filesWords } from './fr/files.ts';
import { findWords } from './fr/find.ts';
import { frameWords } from './fr/frame.ts';
import { inlineWords } from './fr/inline.ts';
import { libraryWords } from './fr/library.ts';
import { linkingWords } from './fr/linking.ts';
import { linkWords } from './fr/links.ts';
import { placesWords } from './fr/places.ts';
import { recoveryWords } from './fr/recovery.ts';
import { savingWords } from './fr/saving.ts';
import { searchWords } from './fr/search.ts';
import { settingsWords } from './fr/settings.ts';
import type { Translated } from './translated.ts';

/** Every word of the interface, in French. `\u00a0` and `\u202f` are the spaces that must not break. */
export const fr: Translated<typeof en> = {
  brand: 'Écritoire',
  ...frameWords,
  ...libraryWords,
  ...linkingWords,
  ...placesWords,
  ...documentWords,
  ...savingWords,
  ...recoveryWords,
  ...editorWords,
  ...findWords,
  ...linkWords,
  ...inlineWords,
  ...searchWords,
  ...filesWords,
  ...settingsWords,
  ...convergenceWords,
};
