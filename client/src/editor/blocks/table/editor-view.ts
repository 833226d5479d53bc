import { Extension } from '@tiptap/core';
import { type Command, Plugin } from '@tiptap/pm/state';
import { goToNextCell, isInTable } from '@tiptap/pm/tables';
import { insertRow, leaveTable } from './table-commands.ts';
import { createTableEditing } from './table-editing.ts';
import { createTableView } from './table-view.ts';

/** Tab goes from cell to cell, and makes a row behind the last one. */
const TableKeys = Extension.create({
  name: 'tableKeys',
  // After the keys of lists, which may stand in a cell.
  priority: 90,
  addKeyboardShortcuts() {
    const run = (command: Command) => command(this.editor.state, this.editor.view.dispatch);
    return {
      Tab: () => run(goToNextCell(1)) || (run(insertRow('below')) && run(goToNextCell(1))),
      'Shift-Tab': () => run(goToNextCell(-1)) || isInTable(this.editor.state),
    };
  },
});

const TableExit = Extension.create({
  name: 'tableExit',
  // Before the line break, for which there is Shift-Enter.
  priority: 1_000,
  addKeyboardShortcuts() {
    return { 'Mod-Enter': () => leaveTable(this.editor.state, this.editor.view.dispatch) };
  },
});

/** Tables in the editor. */
export const editorView = Extension.create({
  name: 'tableView',
  addExtensions: () => [TableKeys, TableExit],
  addProseMirrorPlugins() {
    return [
      createTableEditing(() => this.editor.isEditable),
      new Plugin({ props: { nodeViews: { table: createTableView } } }),
    ];
  },
});
