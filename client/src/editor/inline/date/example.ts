import type { FormatExample } from '../../formats/contract.ts';

export const example: FormatExample = {
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'We meet on ' },
        { type: 'text', text: '24 November 2026', marks: [{ type: 'date', attrs: { value: '2026-11-24' } }] },
        { type: 'text', text: ' at noon' },
      ],
    },
  ],
  markdown: 'We meet on 24 November 2026 at noon',
  drawn: { 'time[datetime="2026-11-24"]': '24 November 2026' },
};
