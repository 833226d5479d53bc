import { Extension } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Placeholder, Selection } from '@tiptap/extensions';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { createBlockIdKeeper } from './block-ids/block-id-keeper.ts';
import { createCarets } from './carets/carets.ts';
import { StyledPaste } from './paste/styled-paste.ts';
import { contentExtensions } from './schema.ts';
import { UndoCaret } from './undo/undo-caret.ts';
import { createUndoableChanges, type UndoableChanges } from './undo/undoable-changes.ts';

export interface EditorParts {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly placeholder: () => string;
  readonly someone: string;
  readonly onToolbarKey: () => void;
  readonly onLinkKey: () => void;
  readonly undoableChanges?: UndoableChanges | undefined;
}

/**
 * The content's extensions bound to one document. Mounting an editor with them on a loaded document emits no Yjs
 * update; on one that is not loaded yet it would write duplicates (tiptap#6891).
 */
export function createEditorExtensions(parts: EditorParts) {
  const keys = Extension.create({
    name: 'pageKeys',
    addKeyboardShortcuts: () => ({
      'Alt-F10': () => {
        parts.onToolbarKey();
        return true;
      },
      'Mod-k': () => {
        parts.onLinkKey();
        return true;
      },
    }),
  });
  return [
    ...contentExtensions,
    Collaboration.configure({ document: parts.doc, field: 'content' }),
    UndoCaret,
    ...(parts.undoableChanges === undefined ? [] : [createUndoableChanges(parts.undoableChanges)]),
    createBlockIdKeeper(parts.doc.getXmlFragment('content')),
    createCarets({ doc: parts.doc, awareness: parts.awareness, someone: parts.someone }),
    Placeholder.configure({ placeholder: parts.placeholder }),
    // Keeps the selection visible while the focus is in a panel.
    Selection.configure({ className: 'kept-selection' }),
    StyledPaste,
    keys,
  ];
}
