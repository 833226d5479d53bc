import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import type { BlockSchema } from '../contract.ts';

export const schema: BlockSchema = { extensions: [HorizontalRule], kinds: { horizontalRule: 'empty' } };
