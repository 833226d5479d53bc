import type { Editor } from '@tiptap/core';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../../../ui/Menu.tsx';
import { useTextMenu } from '../../toolbar/use-text-menu.ts';
import { undoPartsOf } from '../../undo/undo-parts.ts';
import type { TableAction } from './table-actions.ts';

/** One menu of the tools of a table. What cannot be done with what is selected is grey. */
export function TableMenu(props: {
  readonly editor: Editor;
  readonly icon: LucideIcon;
  readonly label: string;
  readonly actions: readonly TableAction[];
}) {
  const { editor, icon: Icon, label, actions } = props;
  const { t } = useTranslation(['translation', 'blocks']);
  const { isOpen, onOpenChange, choose } = useTextMenu(editor);
  const itemOf = (action: TableAction) => (
    <MenuItem
      key={action.id}
      icon={action.icon}
      label={action.label(t)}
      hint={action.hint}
      isChosen={action.isOn?.(editor.state) === true}
      isDisabled={!action.canRun(editor.state)}
      isDanger={action.isDanger === true}
      onAction={() =>
        choose(() => {
          undoPartsOf(editor.state).undoManager.stopCapturing();
          action.run(editor.view);
        })
      }
    />
  );
  const colors = actions.filter(({ isColor }) => isColor === true);
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <IconButton label={label} preventFocusOnPress>
        <Icon className="icon" aria-hidden />
      </IconButton>
      <Menu label={label} placement="bottom end">
        {actions.filter(({ isColor }) => isColor !== true).map(itemOf)}
        {colors.length > 0 && <MenuSection label={t('blocks:table.background')}>{colors.map(itemOf)}</MenuSection>}
      </Menu>
    </MenuTrigger>
  );
}
