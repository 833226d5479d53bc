import type { FormatToMarkdown } from '../contract.ts';

const superscript: FormatToMarkdown = (words) => `<sup>${words}</sup>`;

export const markdown = { superscript };
