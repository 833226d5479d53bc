import i18next from 'i18next';
import type { Emojis } from '../../editor/inline/emoji/completion.ts';
import { type EmojiNames, readEmojiNames } from '../../editor/inline/emoji/find-emojis.ts';
import { isLanguage } from '../../i18n/language.ts';
import { getPreferences, mostRecentEmojis, setPreferences } from '../preferences.ts';
import { emojiNamesIn } from './emoji-parts.ts';

let read: { readonly lines: string; readonly names: EmojiNames } | undefined;

/** Emoji by their names in the language of the interface; the device remembers which were used last. */
export const emojis: Emojis = {
  names() {
    const language = isLanguage(i18next.language) ? i18next.language : 'en';
    const state = emojiNamesIn[language].getState();
    if (state.name !== 'loaded') return state.name;
    if (read?.lines !== state.value) read = { lines: state.value, names: readEmojiNames(state.value, language) };
    return read.names;
  },
  subscribe(listener) {
    const stops = Object.values(emojiNamesIn).map((part) => {
      void part.load();
      return part.subscribe(listener);
    });
    return () => {
      for (const stop of stops) stop();
    };
  },
  recent: () => getPreferences().recentEmojis,
  use: (character) =>
    setPreferences({
      recentEmojis: [character, ...getPreferences().recentEmojis.filter((other) => other !== character)].slice(
        0,
        mostRecentEmojis,
      ),
    }),
};
