import { Extension } from '@tiptap/core';
import { isBlockId } from './block-id.ts';

/**
 * What a block is to those who look for it again. A paragraph that became a heading is the same text, a bulleted list
 * that became a numbered one the same list.
 */
export type BlockKind = 'text' | 'item' | 'list' | 'wrapper';

/**
 * The blocks that are given ids: those that hold text, where words may have to be put back, and those around them, which
 * the binding replaces with everything inside when their type changes. A new block of the schema belongs here too.
 */
export const blockKinds: ReadonlyMap<string, BlockKind> = new Map([
  ['paragraph', 'text'],
  ['heading', 'text'],
  ['codeBlock', 'text'],
  ['listItem', 'item'],
  ['taskItem', 'item'],
  ['bulletList', 'list'],
  ['orderedList', 'list'],
  ['taskList', 'list'],
  ['blockquote', 'wrapper'],
]);

/** Known, so that a later version may write it, but not given: nothing can be lost in a line. */
const blocksWithoutContent = ['horizontalRule'];

/** The attribute `id` of every block (`data-id` in HTML). Who gives it: `block-id-keeper.ts`. */
export const BlockIdAttribute = Extension.create({
  name: 'blockIdAttribute',
  addGlobalAttributes: () => [
    {
      types: [...blockKinds.keys(), ...blocksWithoutContent],
      attributes: {
        id: {
          default: null,
          keepOnSplit: false,
          parseHTML: (element) => {
            const id = element.getAttribute('data-id');
            return isBlockId(id) ? id : null;
          },
          renderHTML: ({ id }) => (isBlockId(id) ? { 'data-id': id } : {}),
        },
      },
    },
  ],
});
