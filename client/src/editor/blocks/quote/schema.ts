import { Blockquote } from '@tiptap/extension-blockquote';
import type { BlockSchema } from '../contract.ts';
import { toggleWrapper } from '../wrapping.ts';

const Quote = Blockquote.extend({
  addCommands() {
    return { ...this.parent?.(), toggleBlockquote: () => toggleWrapper(this.name) };
  },
});

export const schema: BlockSchema = { extensions: [Quote], kinds: { blockquote: 'wrapper' } };
