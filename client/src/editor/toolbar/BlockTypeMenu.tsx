import type { Editor } from '@tiptap/core';
import { ChevronDown, Pilcrow } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../../ui/Menu.tsx';
import { blockActions, runBlockAction } from '../block-actions/block-actions.ts';
import { menuEntries } from '../blocks/menu-entries.ts';
import { formatShortcut } from '../shortcut.ts';
import { runCommand } from './run-command.ts';
import { useTextMenu } from './use-text-menu.ts';

const entries = menuEntries.filter(({ group }) => group === 'text');

/**
 * Paragraph, heading or code: says which one the caret is in, and turns it into another. Also moves the selected blocks,
 * writes them twice, and takes them away.
 */
export function BlockTypeMenu(props: {
  readonly editor: Editor;
  readonly lineId: string | undefined;
  readonly isDisabled: boolean;
}) {
  const { editor, lineId } = props;
  const { t } = useTranslation(['translation', 'blocks']);
  const { isOpen, onOpenChange, choose } = useTextMenu(editor);
  const current = entries.find(({ id }) => id === lineId) ?? entries[0];
  const name = current?.label(t) ?? '';
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <Button
        className="toolbar__block-type"
        aria-label={`${t('toolbar.blockType')}: ${name}`}
        isDisabled={props.isDisabled}
        preventFocusOnPress
      >
        <Pilcrow className="icon toolbar__block-icon" aria-hidden />
        <span className="toolbar__block-name">{name}</span>
        <ChevronDown className="icon" aria-hidden />
      </Button>
      <Menu label={t('toolbar.blockType')} placement="bottom start">
        {entries
          .filter(({ id, isRare }) => isRare !== true || id === lineId)
          .map(({ id, icon, label, keys, run }) => (
            <MenuItem
              key={id}
              icon={icon}
              label={label(t)}
              hint={keys === undefined ? undefined : formatShortcut(keys)}
              isChosen={id === lineId}
              onAction={() => choose(() => runCommand(editor, run))}
            />
          ))}
        <MenuSeparator />
        {blockActions.map((action) => (
          <MenuItem
            key={action.id}
            icon={action.icon}
            label={action.label(t)}
            hint={formatShortcut(action.keys)}
            isDanger={action.isDanger === true}
            isDisabled={isOpen && !action.canRun(editor.state)}
            onAction={() => choose(() => runBlockAction(editor, action))}
          />
        ))}
      </Menu>
    </MenuTrigger>
  );
}
