import type { BlockExample } from '../contract.ts';

const heading = (level: number, words: string) => ({
  type: 'heading',
  attrs: { level },
  content: [{ type: 'text', text: words }],
});

/** The first level of Markdown is the title's. */
export const example: BlockExample = {
  content: [heading(1, 'Decisions'), heading(3, 'Budget'), heading(6, 'Annex')],
  markdown: '## Decisions\n\n#### Budget\n\n###### Annex',
};
