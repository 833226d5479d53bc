import { Paragraph } from '@tiptap/extension-paragraph';
import type { BlockSchema } from '../contract.ts';

export const schema: BlockSchema = { extensions: [Paragraph], kinds: { paragraph: 'text' } };
