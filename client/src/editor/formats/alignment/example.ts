import type { FormatExample } from '../contract.ts';
import { alignments } from './alignments.ts';

const block = (type: string, align: string) => ({
  type,
  attrs: { align },
  content: [{ type: 'text', text: `${type} ${align}` }],
});

/** Markdown has no sides: the words are what counts. */
export const example: FormatExample = {
  content: alignments.flatMap((align) => [block('paragraph', align), block('heading', align)]),
  markdown: alignments.map((align) => `paragraph ${align}\n\n## heading ${align}`).join('\n\n'),
  drawn: Object.fromEntries(
    alignments.flatMap((align) => [
      [`p[data-align="${align}"]`, `paragraph ${align}`],
      [`h2[data-align="${align}"]`, `heading ${align}`],
    ]),
  ),
};
