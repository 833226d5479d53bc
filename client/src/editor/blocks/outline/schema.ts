import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import type { BlockSchema } from '../contract.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    outline: {
      /** Puts the outline of the document behind the block with the caret, and the caret into the line below it. */
      setOutline: () => ReturnType;
    };
  }
}

/** Where the headings of the document are listed. It holds none of them: what it shows is read from the text. */
const Outline = HorizontalRule.extend({
  name: 'outline',
  parseHTML: () => [{ tag: 'div[data-outline]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', { ...HTMLAttributes, 'data-outline': '' }],
  addCommands() {
    const insert = this.parent?.().setHorizontalRule;
    return insert === undefined ? {} : { setOutline: insert };
  },
  addInputRules: () => [],
});

export const schema: BlockSchema = { extensions: [Outline], kinds: { outline: 'empty' } };
