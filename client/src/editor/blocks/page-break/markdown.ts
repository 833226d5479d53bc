import type { BlockToMarkdown } from '../contract.ts';

/** Markdown has no sign for it; this is what programs that print it know. */
const pageBreak: BlockToMarkdown = () => '<div style="page-break-after: always"></div>';

export const markdown = { pageBreak };
