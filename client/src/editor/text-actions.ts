import type { ChainedCommands, Editor } from '@tiptap/core';
import { Link, type LucideIcon } from 'lucide-react';
import { blockActions, runBlockAction } from './block-actions/block-actions.ts';
import type { MenuEntry, Translate } from './blocks/contract.ts';
import { menuEntries } from './blocks/menu-entries.ts';
import { cellActions, columnActions, rowActions, type TableAction } from './blocks/table/table-actions.ts';
import type { RecentEntries } from './insert/recent-entries.ts';
import { runCommand } from './toolbar/run-command.ts';
import { type TextCommand, textCommands } from './toolbar/text-commands.ts';
import { toolMenus } from './toolbar/tool-menus.ts';
import { isUnavailable, readToolState } from './toolbar/tool-state.ts';
import { undoPartsOf } from './undo/undo-parts.ts';

/** Something that can be done in the text as it is now: what a tool or a menu does, under the same name. */
export interface TextAction {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly label: string;
  readonly synonyms?: string | undefined;
  readonly keys?: string | undefined;
  readonly isRare?: boolean | undefined;
  /** Does it to what is selected in the text, which has the focus when this returns. */
  readonly run: () => void;
}

export interface TextActionParts {
  readonly editor: Editor;
  readonly t: Translate;
  readonly recent: RecentEntries;
  readonly onLink: () => void;
}

/** Everything that the toolbar, its menus, "Insert" and the tools of a table offer where the selection is. */
export function readTextActions(parts: TextActionParts): readonly TextAction[] {
  const { editor, t, onLink } = parts;
  if (!editor.isEditable) return [];
  const link: TextAction = { id: 'link', icon: Link, label: t('toolbar.link'), keys: 'Mod-k', run: onLink };
  return [
    ...tools(parts),
    // Words in a block of code have no formats.
    ...(isInCode(editor) ? [] : [link, ...formats(parts)]),
    ...inserts(parts),
    ...wholeBlocks(parts),
    ...tableTools(parts),
  ];
}

const isInCode = ({ state }: Editor): boolean => state.selection.$from.parent.type.spec.code === true;

const blockIds = new Set(menuEntries.map(({ id }) => id));

function tools({ editor, t }: TextActionParts): readonly TextAction[] {
  const state = readToolState(editor);
  const isOffered = (command: TextCommand) =>
    !blockIds.has(command.id) && !isUnavailable(command, state) && !(command.group === 'marks' && isInCode(editor));
  return textCommands
    .filter(isOffered)
    .map(({ id, icon, label, keys, run }) => ({ id, icon, label: label(t), keys, run: runner(editor, run) }));
}

const formats = ({ editor, t }: TextActionParts): readonly TextAction[] =>
  toolMenus.flatMap(({ sections }) =>
    sections.flatMap((section) =>
      section.entries.map(({ id, icon, label, keys, run }) => ({
        id: `format-${id}`,
        icon,
        label: t('search.choice', { setting: section.label(t), choice: label(t) }),
        keys,
        run: runner(editor, run),
      })),
    ),
  );

const inserts = ({ editor, t, recent }: TextActionParts): readonly TextAction[] =>
  menuEntries.map(({ id, icon, label, synonyms, keys, isRare, run }: MenuEntry) => ({
    id: `block-${id}`,
    icon,
    label: label(t),
    synonyms: synonyms(t),
    keys,
    isRare,
    run() {
      recent.add(id);
      runCommand(editor, run);
    },
  }));

const wholeBlocks = ({ editor, t }: TextActionParts): readonly TextAction[] =>
  blockActions
    .filter(({ canRun }) => canRun(editor.state))
    .map((action) => ({
      id: `blocks-${action.id}`,
      icon: action.icon,
      label: action.label(t),
      keys: action.keys,
      run: () => runBlockAction(editor, action),
    }));

const tableTools = ({ editor, t }: TextActionParts): readonly TextAction[] =>
  [...rowActions, ...columnActions, ...cellActions]
    .filter(({ canRun }) => canRun(editor.state))
    .map((action: TableAction) => ({
      id: `table-${action.id}`,
      icon: action.icon,
      label:
        action.isColor === true
          ? t('search.choice', { setting: t('blocks:table.background'), choice: action.label(t) })
          : action.label(t),
      run() {
        undoPartsOf(editor.state).undoManager.stopCapturing();
        editor.view.focus();
        action.run(editor.view);
      },
    }));

const runner = (editor: Editor, run: (chain: ChainedCommands) => ChainedCommands) => () => runCommand(editor, run);
