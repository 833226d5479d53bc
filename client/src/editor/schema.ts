import { getSchema } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { BlockIdAttribute } from './block-ids/block-id-attribute.ts';
import { blockSchemas } from './blocks/block-schemas.ts';
import { formatSchemas } from './formats/format-schemas.ts';
import { inlineSchemas } from './inline/inline-schemas.ts';
import { isLinkable } from './inline/link/safe-link.ts';

/**
 * Every block and mark a document may hold. No React and nothing that touches the page when imported: the schema guard
 * reads it before anything is mounted.
 *
 * Trap: whatever is missing here is deleted from the document, for everybody, by the binding. Only ever add.
 */
export const contentExtensions = [
  // The first marks, line breaks and what is no block. The blocks and the later marks are those of the folders.
  StarterKit.configure({
    blockquote: false,
    bulletList: false,
    codeBlock: false,
    heading: false,
    horizontalRule: false,
    listItem: false,
    orderedList: false,
    paragraph: false,
    // Undo belongs to Yjs, which knows whose change is whose.
    undoRedo: false,
    // It writes a paragraph into the shared document of every client that opens it.
    trailingNode: false,
    dropcursor: { color: false, class: 'drop-cursor', width: 2 },
    link: { openOnClick: false, defaultProtocol: 'https', isAllowedUri: (address) => isLinkable(address) },
  }),
  ...[...blockSchemas.values(), ...formatSchemas.values(), ...inlineSchemas.values()].flatMap(
    ({ extensions }) => extensions,
  ),
  BlockIdAttribute,
];

/** The ProseMirror schema of `contentExtensions`. */
export const contentSchema = getSchema(contentExtensions);
