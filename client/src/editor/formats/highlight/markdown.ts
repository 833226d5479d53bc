import type { FormatToMarkdown } from '../contract.ts';

const highlight: FormatToMarkdown = (words) => `<mark>${words}</mark>`;

export const markdown = { highlight };
