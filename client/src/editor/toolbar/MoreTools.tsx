import type { Editor } from '@tiptap/core';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx';
import { formatShortcut } from '../shortcut.ts';
import { FormatChoices } from './FormatMenu.tsx';
import { runCommand } from './run-command.ts';
import { isMenu, type Tool, type ToolMenu } from './tool-menus.ts';
import { isUnavailable, type ToolState } from './tool-state.ts';
import { useTextMenu } from './use-text-menu.ts';

/**
 * The tools that there is no room for. The choices of a format take the place of the list: on a narrow screen there is
 * none beside it.
 */
export function MoreTools(props: {
  readonly tools: readonly Tool[];
  readonly state: ToolState;
  readonly editor: Editor;
}) {
  const { tools, state, editor } = props;
  const { t } = useTranslation(['translation', 'blocks']);
  const { isOpen, onOpenChange, choose } = useTextMenu(editor);
  const [format, setFormat] = useState<ToolMenu>();
  const open = (isNowOpen: boolean) => {
    if (isNowOpen) setFormat(undefined);
    onOpenChange(isNowOpen);
  };
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={open}>
      <IconButton label={t('toolbar.more')} preventFocusOnPress>
        <Ellipsis className="icon" aria-hidden />
      </IconButton>
      <Menu label={format?.label(t) ?? t('toolbar.more')} page={format?.id}>
        {format !== undefined ? (
          <FormatChoices menu={format} editor={editor} choose={choose} />
        ) : (
          tools.map((tool) =>
            isMenu(tool) ? (
              <MenuItem
                key={tool.id}
                icon={tool.icon}
                label={tool.label(t)}
                isDisabled={!state.isEditable}
                onMore={() => setFormat(tool)}
              />
            ) : (
              <MenuItem
                key={tool.id}
                icon={tool.icon}
                label={tool.label(t)}
                hint={tool.keys === undefined ? undefined : formatShortcut(tool.keys)}
                isChosen={state.isOn[tool.id] === true}
                isDisabled={isUnavailable(tool, state)}
                onAction={() => choose(() => runCommand(editor, tool.run))}
              />
            ),
          )
        )}
      </Menu>
    </MenuTrigger>
  );
}
