import { mergeAttributes } from '@tiptap/core';
import { CodeBlock } from '@tiptap/extension-code-block';
import type { BlockSchema } from '../contract.ts';

/** A language is one class and no more: what somebody wrote as one could otherwise wear the classes of the interface. */
const toClass = (language: unknown): string | null =>
  typeof language === 'string' && /^\S+$/.test(language) ? `language-${language}` : null;

const CodeBlockInOneClass = CodeBlock.extend({
  renderHTML: ({ node, HTMLAttributes }) => [
    'pre',
    mergeAttributes(HTMLAttributes),
    ['code', { class: toClass(node.attrs['language']) }, 0],
  ],
});

export const schema: BlockSchema = { extensions: [CodeBlockInOneClass], kinds: { codeBlock: 'text' } };
