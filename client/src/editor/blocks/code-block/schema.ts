import { CodeBlock } from '@tiptap/extension-code-block';
import type { BlockSchema } from '../contract.ts';

export const schema: BlockSchema = { extensions: [CodeBlock], kinds: { codeBlock: 'text' } };
