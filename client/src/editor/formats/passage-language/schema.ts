import { Mark } from '@tiptap/core';
import type { FormatSchema } from '../contract.ts';
import { toLanguageTag } from './passage-languages.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    passageLanguage: {
      /** Says that the selected words are in that language; in that of the document where they all are. BCP 47. */
      togglePassageLanguage: (language: string) => ReturnType;
      unsetPassageLanguage: () => ReturnType;
    };
  }
}

/**
 * Words in another language than the document, for whoever reads them aloud, hyphenates or checks them. Of pasted text only
 * our own is taken: word processors say the language of every word, their own default most of the time.
 */
const PassageLanguage = Mark.create({
  name: 'passageLanguage',
  addAttributes: () => ({
    language: {
      default: null,
      parseHTML: (element) => toLanguageTag(element.lang) ?? null,
      renderHTML: ({ language }) => {
        const lang = toLanguageTag(language);
        return lang === undefined ? {} : { lang };
      },
    },
  }),
  parseHTML: () => [
    { tag: 'span[data-passage]', getAttrs: ({ lang }) => (toLanguageTag(lang) === undefined ? false : {}) },
  ],
  renderHTML: ({ HTMLAttributes }) => ['span', { ...HTMLAttributes, 'data-passage': '' }, 0],
  addCommands() {
    return {
      togglePassageLanguage:
        (language) =>
        ({ commands }) =>
          commands.toggleMark(this.name, { language }),
      unsetPassageLanguage:
        () =>
        ({ commands }) =>
          commands.unsetMark(this.name),
    };
  },
});

export const schema: FormatSchema = { extensions: [PassageLanguage] };
