import { getSchema } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { BlockIdAttribute } from './block-ids/block-id-attribute.ts';
import { Heading } from './blocks/heading/heading.ts';
import { isLinkable } from './blocks/link/safe-link.ts';
import { taskListExtensions } from './blocks/task-list/task-list.ts';

/**
 * Every block and mark a document may hold. No React and nothing that touches the page when imported: the schema guard
 * reads it before anything is mounted.
 *
 * Trap: whatever is missing here is deleted from the document, for everybody, by the binding. Only ever add.
 */
export const contentExtensions = [
  StarterKit.configure({
    heading: false,
    // Undo belongs to Yjs, which knows whose change is whose.
    undoRedo: false,
    // It writes a paragraph into the shared document of every client that opens it.
    trailingNode: false,
    dropcursor: { color: false, class: 'drop-cursor', width: 2 },
    link: { openOnClick: false, defaultProtocol: 'https', isAllowedUri: (address) => isLinkable(address) },
  }),
  Heading,
  ...taskListExtensions,
  BlockIdAttribute,
];

/** The ProseMirror schema of `contentExtensions`. */
export const contentSchema = getSchema(contentExtensions);
