import type { BlockToMarkdown } from '../contract.ts';

const horizontalRule: BlockToMarkdown = () => '---';

export const markdown = { horizontalRule };
