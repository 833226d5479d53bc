import type { BlockExample } from '../contract.ts';

export const example: BlockExample = {
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Present: everybody' }] }],
  markdown: 'Present: everybody',
};
