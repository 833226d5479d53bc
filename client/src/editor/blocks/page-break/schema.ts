import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import type { BlockSchema } from '../contract.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    pageBreak: {
      /** Puts a page break behind the block with the caret, and the caret into the line below it. */
      setPageBreak: () => ReturnType;
    };
  }
}

/** What follows begins on a new page when the document is printed. */
const PageBreak = HorizontalRule.extend({
  name: 'pageBreak',
  parseHTML: () => [{ tag: 'div[data-page-break]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', { ...HTMLAttributes, 'data-page-break': '', role: 'separator' }],
  addCommands() {
    const insert = this.parent?.().setHorizontalRule;
    return insert === undefined ? {} : { setPageBreak: insert };
  },
  addInputRules: () => [],
});

export const schema: BlockSchema = { extensions: [PageBreak], kinds: { pageBreak: 'empty' } };
