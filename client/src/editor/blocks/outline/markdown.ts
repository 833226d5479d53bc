import type { BlockToMarkdown } from '../contract.ts';

/** Nothing: Markdown has no sign for it, and the headings are in the text. */
const outline: BlockToMarkdown = () => '';

export const markdown = { outline };
