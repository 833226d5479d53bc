import type { FormatExample } from '../../formats/contract.ts';

export const example: FormatExample = {
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Ask ' },
        { type: 'text', text: '@Ana Martin', marks: [{ type: 'personMention', attrs: { person: 'p-1' } }] },
        { type: 'text', text: ' first' },
      ],
    },
  ],
  markdown: 'Ask @Ana Martin first',
  drawn: { 'span[data-mention="p-1"]': '@Ana Martin' },
};
