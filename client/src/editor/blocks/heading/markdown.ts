import type { BlockToMarkdown } from '../contract.ts';

/** The first level of Markdown is the title's. */
const heading: BlockToMarkdown = ({ attributes, children }, write) => {
  const level = Math.trunc(Number(attributes['level'])) || 1;
  return `${'#'.repeat(Math.min(6, 1 + Math.max(1, level)))} ${write.line(children)}`;
};

export const markdown = { heading };
