import type { FormatToMarkdown } from '../contract.ts';

/** Markdown has no colours: the words are what counts. */
const textColor: FormatToMarkdown = (words) => words;

export const markdown = { textColor };
