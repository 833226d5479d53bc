import type { BlockToMarkdown } from '../contract.ts';

const paragraph: BlockToMarkdown = ({ children }, write) => write.paragraph(children);

export const markdown = { paragraph };
