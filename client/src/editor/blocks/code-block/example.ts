import type { BlockExample } from '../contract.ts';

export const example: BlockExample = {
  content: [
    {
      type: 'codeBlock',
      attrs: { language: 'ts' },
      content: [{ type: 'text', text: 'const fence = "```";\nlet next;' }],
    },
  ],
  markdown: '````ts\nconst fence = "```";\nlet next;\n````',
};
