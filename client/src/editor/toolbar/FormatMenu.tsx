import type { Editor } from '@tiptap/core';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../../ui/Menu.tsx';
import { WithTooltip } from '../../ui/Tooltip.tsx';
import { formatShortcut } from '../shortcut.ts';
import { runCommand } from './run-command.ts';
import type { ToolMenu } from './tool-menus.ts';
import { useTextMenu } from './use-text-menu.ts';

/** A button of the toolbar that opens the choices of a format. */
export function FormatMenu(props: { readonly menu: ToolMenu; readonly editor: Editor; readonly isDisabled: boolean }) {
  const { menu, editor } = props;
  const { t } = useTranslation(['translation', 'blocks']);
  // What is on is read when it opens.
  const { isOpen, onOpenChange, choose } = useTextMenu(editor);
  const { icon: Icon } = menu;
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <WithTooltip label={menu.label(t)}>
        <Button className="icon-button" aria-label={menu.label(t)} isDisabled={props.isDisabled} preventFocusOnPress>
          <Icon className="icon" aria-hidden />
        </Button>
      </WithTooltip>
      <Menu label={menu.label(t)} placement="bottom start">
        <FormatChoices menu={menu} editor={editor} choose={choose} />
      </Menu>
    </MenuTrigger>
  );
}

/** What such a menu offers. */
export function FormatChoices(props: {
  readonly menu: ToolMenu;
  readonly editor: Editor;
  readonly choose: (act: () => void) => void;
}) {
  const { menu, editor, choose } = props;
  const { t } = useTranslation(['translation', 'blocks']);
  return menu.sections.map(({ label, entries }) => (
    <MenuSection key={label(t)} label={label(t)}>
      {entries.map((entry) => (
        <MenuItem
          key={entry.id}
          icon={entry.icon}
          tint={entry.tint}
          label={entry.label(t)}
          hint={entry.keys === undefined ? undefined : formatShortcut(entry.keys)}
          isChosen={entry.isOn?.(editor) === true}
          onAction={() => choose(() => runCommand(editor, entry.run))}
        />
      ))}
    </MenuSection>
  ));
}
