import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { type BlockAction, blockActions } from './block-actions/block-actions.ts';
import type { MenuEntry } from './blocks/contract.ts';
import { menuEntries } from './blocks/menu-entries.ts';
import type { FormatEntry } from './formats/contract.ts';
import { formatEntries } from './formats/format-entries.ts';
import { formatShortcut } from './shortcut.ts';
import { type TextCommand, textCommands } from './toolbar/text-commands.ts';
import './shortcuts-dialog.css';

/** The tools that the menus of the blocks offer as well. */
const blockIds = new Set(menuEntries.map(({ id }) => id));

interface Entry {
  readonly name: string;
  readonly keys: string;
}

/** All keyboard shortcuts of the document page. */
export function ShortcutsDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation(['translation', 'blocks']);
  const toEntries = (commands: readonly (TextCommand | MenuEntry | FormatEntry | BlockAction)[]): Entry[] =>
    commands.flatMap(({ label, keys }) => (keys === undefined ? [] : [{ name: label(t), keys }]));
  return (
    <Dialog title={t('shortcuts.title')} closeLabel={t('common.close')} isOpen={isOpen} onClose={onClose}>
      <ShortcutList
        title={t('shortcuts.text')}
        entries={[
          ...toEntries(textCommands.filter(({ id }) => !blockIds.has(id))),
          ...toEntries(formatEntries.filter(({ menu }) => menu !== 'tool')),
          { name: t('shortcuts.link'), keys: 'Mod-k' },
        ]}
      />
      <ShortcutList
        title={t('shortcuts.blocks')}
        entries={[
          ...toEntries(menuEntries),
          ...toEntries(blockActions),
          { name: t('shortcuts.indent'), keys: 'Tab' },
          { name: t('shortcuts.outdent'), keys: 'Shift-Tab' },
          { name: t('shortcuts.lineBreak'), keys: 'Shift-Enter' },
        ]}
      />
      <ShortcutList
        title={t('shortcuts.moving')}
        entries={[
          { name: t('shortcuts.openLink'), keys: 'Alt-Enter' },
          { name: t('find.title'), keys: 'Mod-f' },
          { name: t('find.next'), keys: 'F3' },
          { name: t('find.previous'), keys: 'Shift-F3' },
          { name: t('search.title'), keys: 'Mod-k' },
          { name: t('search.findAction'), keys: 'Mod-/' },
          { name: t('reading.focus'), keys: 'Mod-Shift-f' },
          { name: t('shortcuts.toToolbar'), keys: 'Alt-F10' },
          { name: t('blocks:table.toTools'), keys: 'Alt-F10' },
          { name: t('blocks:code-block.toLanguage'), keys: 'Alt-F10' },
          { name: t('blocks:table.leave'), keys: 'Mod-Enter' },
          { name: t('blocks:collapsible.shortcut'), keys: 'Mod-Enter' },
          { name: t('shortcuts.toText'), keys: 'Escape' },
          { name: t('shortcuts.nextRegion'), keys: 'F6' },
          { name: t('shortcuts.panel'), keys: 'F1' },
        ]}
      />
    </Dialog>
  );
}

function ShortcutList({ title, entries }: { readonly title: string; readonly entries: readonly Entry[] }) {
  return (
    <section>
      <h3 className="shortcuts__title">{title}</h3>
      <dl className="shortcuts__list">
        {entries.map(({ name, keys }) => (
          <div key={name} className="shortcuts__entry">
            <dt>{name}</dt>
            <dd>
              <kbd className="shortcuts__keys">{formatShortcut(keys)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
