import type { Editor } from '@tiptap/core';
import { Plus } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../../ui/Menu.tsx';
import { menuGroups } from '../blocks/contract.ts';
import { menuEntries } from '../blocks/menu-entries.ts';
import type { RecentEntries } from '../insert/recent-entries.ts';
import { runCommand } from './run-command.ts';
import { useTextMenu } from './use-text-menu.ts';

const entries = menuEntries.filter(({ isRare }) => isRare !== true);

/** Everything that a block's folder offers, for those who do not type a slash. */
export function InsertMenu(props: {
  readonly editor: Editor;
  readonly recent: RecentEntries;
  readonly isDisabled: boolean;
}) {
  const { editor, recent } = props;
  const { t } = useTranslation(['translation', 'blocks']);
  const { isOpen, onOpenChange, choose } = useTextMenu(editor);
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <Button className="toolbar__insert" isDisabled={props.isDisabled} preventFocusOnPress>
        <Plus className="icon" aria-hidden />
        <span className="toolbar__insert-name">{t('blocks:menu.insert')}</span>
      </Button>
      <Menu label={t('blocks:menu.insert')} placement="bottom start">
        {menuGroups.map((group) => (
          <MenuSection key={group} label={t(`blocks:menu.groups.${group}`)}>
            {entries
              .filter((entry) => entry.group === group)
              .map(({ id, icon, label, sign, run }) => (
                <MenuItem
                  key={id}
                  icon={icon}
                  label={label(t)}
                  hint={sign}
                  onAction={() =>
                    choose(() => {
                      recent.add(id);
                      runCommand(editor, run);
                    })
                  }
                />
              ))}
          </MenuSection>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
