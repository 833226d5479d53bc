import type { Editor } from '@tiptap/core';
import { menuEntries } from '../blocks/menu-entries.ts';
import { type TextCommand, textCommands } from './text-commands.ts';

/** The kinds of line: one of them holds the caret. */
const lineEntries = menuEntries.filter(({ group }) => group === 'text');

/** What the toolbar shows of the editor. */
export function readToolState(editor: Editor) {
  // Each call makes every command anew.
  const can = editor.can();
  return {
    isOn: Object.fromEntries(textCommands.map(({ id, isOn }) => [id, isOn?.(editor) === true])),
    isLink: editor.isActive('link'),
    canUndo: can.undo(),
    canRedo: can.redo(),
    isEditable: editor.isEditable,
    /** The entry of the menus for the kind of line that the caret is in; nothing where several are selected, or none. */
    lineId: lineEntries.find(({ isOn }) => isOn?.(editor) === true)?.id,
  };
}

export type ToolState = ReturnType<typeof readToolState>;

/** Whether a tool can do nothing right now. */
export const isUnavailable = (command: TextCommand, state: ToolState): boolean =>
  !state.isEditable || (command.id === 'undo' && !state.canUndo) || (command.id === 'redo' && !state.canRedo);
