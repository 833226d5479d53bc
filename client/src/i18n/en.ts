import { convergenceWords } from './en/convergence.ts';
import { documentWords } from './en/document.ts';
import { editorWords } from './en/editor.ts';
import { filesWords } from './en/files.ts';
import { findWords } from './en/find.ts';
import { frameWords } from './en/frame.ts';
import { inlineWords } from './en/inline.ts';
import { libraryWords } from './en/library.ts';
import { linkingWords } from './en/linking.ts';
import { linkWords } from './en/links.ts';
import { placesWords } from './en/places.ts';
import { recoveryWords } from './en/recovery.ts';
import { savingWords } from './en/saving.ts';
import { searchWords } from './en/search.ts';
import { settingsWords } from './en/settings.ts';

/** Every word of the interface, in English. The French tables have the same keys, or they do not compile. */
export const en = {
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
} as const;
