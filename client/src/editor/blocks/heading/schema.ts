import { mergeAttributes } from '@tiptap/core';
import { Heading as TiptapHeading } from '@tiptap/extension-heading';
import type { BlockSchema } from '../contract.ts';

/** HTML ends at `h6`, and the page's `h1` is the document's title. */
const deepestTag = 6;

/** What others wrote for a level may be anything. */
const toLevel = (written: unknown, otherwise: number): number => {
  const level = Number(written);
  return Number.isInteger(level) && level >= 1 && level <= 6 ? level : otherwise;
};

const levelOf = (tag: number) => (element: HTMLElement) => ({ level: toLevel(element.dataset['level'], tag) });

/**
 * A heading inside the text. Its level 1 is shown as `h2`, because the title of the document is the `h1` of the page.
 * `data-level` keeps the level when a heading is copied and pasted, where the tag alone would sink by one each time.
 */
const Heading = TiptapHeading.extend({
  parseHTML() {
    return this.options.levels.map((level) => ({ tag: `h${level}`, getAttrs: levelOf(level) }));
  },

  renderHTML({ node, HTMLAttributes }) {
    const level = toLevel(node.attrs['level'], 1);
    const own = level >= deepestTag ? { 'aria-level': level + 1, 'data-level': level } : { 'data-level': level };
    return [
      `h${Math.min(level + 1, deepestTag)}`,
      mergeAttributes(this.options.HTMLAttributes, HTMLAttributes, own),
      0,
    ];
  },
});

export const schema: BlockSchema = { extensions: [Heading], kinds: { heading: 'text' } };
