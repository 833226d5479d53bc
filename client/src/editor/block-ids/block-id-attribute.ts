import { Extension } from '@tiptap/core';
import { blockSchemas } from '../blocks/block-schemas.ts';
import type { BlockKind } from '../blocks/contract.ts';
import { isBlockId } from './block-id.ts';

const kinds = [...blockSchemas.values()].flatMap((block) => Object.entries(block.kinds));

/**
 * The blocks that are given ids: those that hold text, where words may have to be put back, and those around them, which
 * the binding replaces with everything inside when their type changes.
 */
export const blockKinds: ReadonlyMap<string, BlockKind> = new Map(
  kinds.flatMap(([name, kind]) => (kind === 'empty' ? [] : [[name, kind]])),
);

/** The attribute `id` of every block (`data-id` in HTML). Who gives it: `block-id-keeper.ts`. */
export const BlockIdAttribute = Extension.create({
  name: 'blockIdAttribute',
  addGlobalAttributes: () => [
    {
      types: kinds.map(([name]) => name),
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
