import type { BlockToMarkdown } from '../contract.ts';

const bulletList: BlockToMarkdown = ({ children }, write) => write.list(children, () => '- ');

const orderedList: BlockToMarkdown = ({ attributes, children }, write) => {
  const start = Number(attributes['start'] ?? 1);
  const first = Number.isSafeInteger(start) ? start : 1;
  return write.list(children, (index) => `${first + index}. `);
};

export const markdown = { bulletList, orderedList };
