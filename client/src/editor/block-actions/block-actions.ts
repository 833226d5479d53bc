import { type Editor, Extension } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ArrowDown, ArrowUp, CopyPlus, Link2, type LucideIcon, Trash2 } from 'lucide-react';
import type { Translate } from '../blocks/contract.ts';
import { undoPartsOf } from '../undo/undo-parts.ts';
import { canLinkToBlock, copyBlockLink } from './block-links.ts';
import { deleteBlocks, duplicateBlocks } from './copy-and-delete.ts';
import { canMoveBlocks, moveBlocks } from './move-blocks.ts';

/** What one can do with whole blocks: those that `selectedBlocks` finds. */
export interface BlockAction {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly label: (t: Translate) => string;
  /** `Mod` for Control or Command. */
  readonly keys: string;
  readonly isDanger?: true;
  /** Nothing is written: undo knows nothing of it. */
  readonly isReading?: true;
  readonly canRun: (state: EditorState) => boolean;
  /** Says whether it did anything. */
  readonly run: (view: EditorView) => boolean;
}

export const blockActions: readonly BlockAction[] = [
  {
    id: 'move-up',
    icon: ArrowUp,
    label: (t) => t('blockActions.moveUp'),
    keys: 'Alt-Shift-ArrowUp',
    canRun: (state) => canMoveBlocks(state, -1),
    run: (view) => moveBlocks(view, -1),
  },
  {
    id: 'move-down',
    icon: ArrowDown,
    label: (t) => t('blockActions.moveDown'),
    keys: 'Alt-Shift-ArrowDown',
    canRun: (state) => canMoveBlocks(state, 1),
    run: (view) => moveBlocks(view, 1),
  },
  {
    id: 'duplicate',
    icon: CopyPlus,
    label: (t) => t('blockActions.duplicate'),
    keys: 'Mod-d',
    canRun: () => true,
    run: duplicateBlocks,
  },
  {
    id: 'copy-block-link',
    icon: Link2,
    label: (t) => t('blockActions.copyLink'),
    keys: 'Alt-Shift-l',
    isReading: true,
    canRun: canLinkToBlock,
    run: copyBlockLink,
  },
  {
    id: 'delete',
    icon: Trash2,
    label: (t) => t('blockActions.delete'),
    keys: 'Mod-Shift-Backspace',
    isDanger: true,
    canRun: () => true,
    run: deleteBlocks,
  },
];

/** Does it as one step of undo; the focus is in the text when this returns. Where nothing can be done, undo knows nothing of it. */
export function runBlockAction({ state, view }: Editor, action: BlockAction): void {
  view.focus();
  if (!action.canRun(state)) return;
  if (action.isReading === true) {
    action.run(view);
    return;
  }
  undoPartsOf(state).undoManager.stopCapturing();
  action.run(view);
  // What is typed next is another step.
  undoPartsOf(view.state).undoManager.stopCapturing();
}

/** Their shortcuts. The browser has other plans for some of them: those are kept from it also where nothing can be done. */
export const BlockActionKeys = Extension.create({
  name: 'blockActionKeys',
  addKeyboardShortcuts: () =>
    Object.fromEntries(
      blockActions.map((action) => [
        action.keys,
        ({ editor }: { readonly editor: Editor }) => {
          if (editor.isEditable) runBlockAction(editor, action);
          return true;
        },
      ]),
    ),
});
