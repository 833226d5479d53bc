import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { Ellipsis, Link as LinkIcon } from 'lucide-react';
import { Fragment, useRef } from 'react';
import { Toolbar as AriaToolbar, type PressEvent, Separator, ToggleButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx';
import { WithTooltip } from '../../ui/Tooltip.tsx';
import { useMediaQuery } from '../../ui/use-media-query.ts';
import { formatShortcut, toAriaShortcut } from '../shortcut.ts';
import { BlockTypeMenu } from './BlockTypeMenu.tsx';
import { runCommand } from './run-command.ts';
import { blockTypeOf, type TextCommand, textCommands } from './text-commands.ts';
import { useFittingCount } from './use-fitting-count.ts';
import './toolbar.css';

interface ToolbarProps {
  readonly editor: Editor;
  readonly onLink: () => void;
}

/** What the toolbar shows of the editor: primitives only, so that it is drawn again only when one of them changes. */
const readToolState = ({ editor }: { editor: Editor }) => ({
  isOn: Object.fromEntries(
    textCommands.filter((command) => command.canBeOn).map((command) => [command.id, editor.isActive(command.id)]),
  ),
  isLink: editor.isActive('link'),
  canUndo: editor.can().undo(),
  canRedo: editor.can().redo(),
  isEditable: editor.isEditable,
  blockType: blockTypeOf(editor),
});

type ToolState = ReturnType<typeof readToolState>;

const isUnavailable = (command: TextCommand, state: ToolState): boolean =>
  !state.isEditable || (command.id === 'undo' && !state.canUndo) || (command.id === 'redo' && !state.canRedo);

/** The tools for the text: one stop for Tab, arrows inside, Escape back to the text. What does not fit is under "more". */
export function Toolbar({ editor, onLink }: ToolbarProps) {
  const { t } = useTranslation();
  const state = useEditorState({ editor, selector: readToolState });
  const { barRef, shown, hidden } = useShownCommands();
  const toText = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') editor.commands.focus();
  };
  return (
    <div className="toolbar" ref={barRef}>
      {/* biome-ignore lint: placeholder */}
      <AriaToolbar className="toolbar__tools" aria-label={t('toolbar.label')} data-testid="toolbar" onKeyDown={toText}>
        {(['history', 'marks', 'blocks', 'insert'] as const).map((group) => (
          <Fragment key={group}>
            {shown
              .filter((command) => command.group === group)
              .map((command) => (
                <ToolButton key={command.id} command={command} state={state} editor={editor} />
              ))}
            {group === 'history' && <BlockTypeMenu editor={editor} blockType={state.blockType} />}
            {group === 'marks' && <LinkButton isOn={state.isLink} isDisabled={!state.isEditable} onPress={onLink} />}
            {group !== 'insert' && <Separator orientation="vertical" className="toolbar__separator" />}
          </Fragment>
        ))}
        {hidden.length > 0 && <MoreTools commands={hidden} state={state} editor={editor} />}
      </AriaToolbar>
    </div>
  );
}
