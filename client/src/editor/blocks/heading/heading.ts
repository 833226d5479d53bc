import { mergeAttributes } from '@tiptap/core';
import { Heading as TiptapHeading } from '@tiptap/extension-heading';

/** HTML ends at `h6`, and the page's `h1` is the document's title. */
const deepestTag = 6;

const levelOf = (tag: number) => (element: HTMLElement) => {
  const written = Number(element.dataset['level']);
  return { level: Number.isInteger(written) && written >= 1 && written <= 6 ? written : tag };
};

/**
 * A heading inside the text. Its level 1 is shown as `h2`, because the title of the document is the `h1` of the page.
 * `data-level` keeps the level when a heading is copied and pasted, where the tag alone would sink by one each time.
 */
export const Heading = TiptapHeading.extend({
  parseHTML() {
    return this.options.levels.map((level) => ({ tag: `h${level}`, getAttrs: levelOf(level) }));
  },

  renderHTML({ node, HTMLAttributes }) {
    const level = Number(node.attrs['level']);
    const own = level >= deepestTag ? { 'aria-level': level + 1, 'data-level': level } : { 'data-level': level };
    return [
      `h${Math.min(level + 1, deepestTag)}`,
      mergeAttributes(this.options.HTMLAttributes, HTMLAttributes, own),
      0,
    ];
  },
});
