import type { FormatToMarkdown } from '../contract.ts';

const subscript: FormatToMarkdown = (words) => `<sub>${words}</sub>`;

export const markdown = { subscript };
