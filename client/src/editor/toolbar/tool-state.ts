import type { Editor } from '@tiptap/core';
import { blockTypeOf, type TextCommand, textCommands } from './text-commands.ts';

/** What the toolbar shows of the editor. */
export function readToolState(editor: Editor) {
  // Each call makes every command anew.
  const can = editor.can();
  return {
    isOn: Object.fromEntries(
      textCommands.filter((command) => command.canBeOn).map((command) => [command.id, editor.isActive(command.id)]),
    ),
    isLink: editor.isActive('link'),
    canUndo: can.undo(),
    canRedo: can.redo(),
    isEditable: editor.isEditable,
    blockType: blockTypeOf(editor),
  };
}

export type ToolState = ReturnType<typeof readToolState>;

/** Whether a tool can do nothing right now. */
export const isUnavailable = (command: TextCommand, state: ToolState): boolean =>
  !state.isEditable || (command.id === 'undo' && !state.canUndo) || (command.id === 'redo' && !state.canRedo);
