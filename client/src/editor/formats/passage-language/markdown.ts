import type { FormatToMarkdown } from '../contract.ts';
import { toLanguageTag } from './passage-languages.ts';

const passageLanguage: FormatToMarkdown = (words, { language }) => {
  const lang = toLanguageTag(language);
  return lang === undefined ? words : `<span lang="${lang}">${words}</span>`;
};

export const markdown = { passageLanguage };
