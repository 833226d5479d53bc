import type { FormatToMarkdown } from '../../formats/contract.ts';

/** Markdown has words only. */
const date: FormatToMarkdown = (words) => words;

export const markdown = { date };
