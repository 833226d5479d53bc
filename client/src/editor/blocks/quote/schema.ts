import { Blockquote } from '@tiptap/extension-blockquote';
import type { BlockSchema } from '../contract.ts';

export const schema: BlockSchema = { extensions: [Blockquote], kinds: { blockquote: 'wrapper' } };
