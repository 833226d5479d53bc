import type { BlockExample } from '../contract.ts';

const cell = (words: string, attrs: object = {}) => ({
  type: 'tableCell',
  attrs,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});
const row = (...cells: object[]) => ({ type: 'tableRow', content: cells });
const header = { header: 'column' };

export const example: BlockExample = {
  content: [
    {
      type: 'table',
      content: [
        row(cell('Site', header), cell('Agents', { ...header, width: 160 }), cell('Cost', header)),
        row(cell('Lille', { header: 'row' }), cell('12', { width: 160 }), cell('a | b', { background: 'yellow' })),
        row(cell('Lyon', { header: 'row', rowspan: 2 }), cell('not known yet', { colspan: 2 })),
        row(cell('8', { width: 160 }), cell('40')),
      ],
    },
  ],
  markdown:
    '| Site | Agents | Cost |\n| --- | --- | --- |\n| Lille | 12 | a \\| b |\n| Lyon | not known yet |  |\n|  | 8 | 40 |',
};
