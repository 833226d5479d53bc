import type { JSONContent } from '@tiptap/core';
import type { BlockExample } from '../contract.ts';

const item = (words: string, ...more: JSONContent[]): JSONContent => ({
  type: 'listItem',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }, ...more],
});

export const example: BlockExample = {
  content: [
    {
      type: 'bulletList',
      content: [item('apples', { type: 'bulletList', content: [item('red ones')] }), item('pears')],
    },
    { type: 'orderedList', attrs: { start: 3, type: 'a' }, content: [item('then this'), item('then that')] },
  ],
  markdown: '- apples\n\n  - red ones\n- pears\n\n3. then this\n4. then that',
};
