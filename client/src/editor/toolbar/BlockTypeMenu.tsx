import type { Editor } from '@tiptap/core';
import { ChevronDown, Heading1, Heading2, Heading3, Pilcrow } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx';
import { formatShortcut } from '../shortcut.ts';
import { runCommand } from './run-command.ts';
import type { BlockType } from './text-commands.ts';

const headings = [
  { level: 1, icon: Heading1 },
  { level: 2, icon: Heading2 },
  { level: 3, icon: Heading3 },
] as const;

/** Paragraph or heading: says which one the caret is in, and turns it into another. */
export function BlockTypeMenu(props: {
  readonly editor: Editor;
  readonly blockType: BlockType;
  readonly isDisabled: boolean;
}) {
  const { editor, blockType } = props;
  const { t } = useTranslation();
  const name = typeof blockType === 'number' ? t('toolbar.heading', { level: blockType }) : t('toolbar.paragraph');
  return (
    <MenuTrigger>
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
        <MenuItem
          icon={Pilcrow}
          label={t('toolbar.paragraph')}
          hint={formatShortcut('Mod-Alt-0')}
          isChosen={blockType === 'paragraph'}
          onAction={() => runCommand(editor, (chain) => chain.setParagraph())}
        />
        {headings.map(({ level, icon }) => (
          <MenuItem
            key={level}
            icon={icon}
            label={t('toolbar.heading', { level })}
            hint={formatShortcut(`Mod-Alt-${level}`)}
            isChosen={blockType === level}
            onAction={() => runCommand(editor, (chain) => chain.setHeading({ level }))}
          />
        ))}
      </Menu>
    </MenuTrigger>
  );
}
