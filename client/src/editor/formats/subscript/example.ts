import type { FormatExample } from '../contract.ts';

export const example: FormatExample = {
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'H' },
        { type: 'text', text: '2', marks: [{ type: 'subscript' }] },
        { type: 'text', text: '.' },
      ],
    },
  ],
  markdown: 'H<sub>2</sub>.',
  drawn: { sub: '2' },
};
