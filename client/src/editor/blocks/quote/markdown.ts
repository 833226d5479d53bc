import type { BlockToMarkdown } from '../contract.ts';

const blockquote: BlockToMarkdown = ({ children }, write) => write.indent(write.blocks(children), '> ', '> ');

export const markdown = { blockquote };
