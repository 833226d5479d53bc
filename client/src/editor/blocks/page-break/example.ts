import type { BlockExample } from '../contract.ts';

export const example: BlockExample = {
  content: [{ type: 'pageBreak' }],
  markdown: '<div style="page-break-after: always"></div>',
};
