import type { BlockExample } from '../contract.ts';

const paragraph = (words: string) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] });

export const example: BlockExample = {
  content: [{ type: 'blockquote', content: [paragraph('The law says'), paragraph('what it says')] }],
  markdown: '> The law says\n>\n> what it says',
};
