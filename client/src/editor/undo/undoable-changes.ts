import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { undoPartsOf } from './undo-parts.ts';

/** Changes that the page makes on a person's behalf, which they can take back like their own typing. */
export interface UndoableChanges {
  /** Their Yjs origin. */
  readonly origin: unknown;
  /** The root that they write to besides the content. */
  readonly root: Y.Map<unknown>;
}

/** Makes each such change one step of undo, together with what it wrote elsewhere in the document. */
export function createUndoableChanges({ origin, root }: UndoableChanges) {
  return Extension.create({
    name: 'undoableChanges',
    addProseMirrorPlugins: () => [
      new Plugin({
        view: ({ state }) => {
          const { undoManager } = undoPartsOf(state);
          undoManager.addTrackedOrigin(origin);
          undoManager.addToScope(root);
          // Otherwise what is typed within half a second before or after belongs to the same step.
          const separate = (transaction: Y.Transaction) => {
            if (transaction.origin === origin) undoManager.stopCapturing();
          };
          const { doc } = undoManager;
          doc.on('beforeTransaction', separate);
          doc.on('afterTransaction', separate);
          return {
            destroy: () => {
              doc.off('beforeTransaction', separate);
              doc.off('afterTransaction', separate);
            },
          };
        },
      }),
    ],
  });
}
