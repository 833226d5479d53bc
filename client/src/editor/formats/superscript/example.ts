import type { FormatExample } from '../contract.ts';

export const example: FormatExample = {
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'm' },
        { type: 'text', text: '2', marks: [{ type: 'superscript' }] },
        { type: 'text', text: '.' },
      ],
    },
  ],
  markdown: 'm<sup>2</sup>.',
  drawn: { sup: '2' },
};
