import type { FormatToMarkdown } from '../../formats/contract.ts';

/** Markdown has words only. */
const personMention: FormatToMarkdown = (words) => words;

export const markdown = { personMention };
