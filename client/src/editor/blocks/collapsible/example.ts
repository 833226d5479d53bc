import type { JSONContent } from '@tiptap/core';
import type { BlockExample } from '../contract.ts';

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const collapsible = (...content: JSONContent[]) => ({ type: 'collapsible', content });

export const example: BlockExample = {
  content: [
    collapsible(paragraph('How it was reckoned'), paragraph('Twelve months'), paragraph('at today’s price')),
    collapsible(
      {
        type: 'heading',
        attrs: { level: 2 },
        content: [{ type: 'text', text: 'Annex' }],
      },
      collapsible(paragraph('R&D'), paragraph('inner')),
    ),
  ],
  markdown:
    '<details>\n<summary>How it was reckoned</summary>\n\nTwelve months\n\nat today’s price\n\n</details>\n\n' +
    '<details>\n<summary>\n\n### Annex\n\n</summary>\n\n<details>\n<summary>R&amp;D</summary>\n\ninner\n\n</details>\n\n</details>',
};
