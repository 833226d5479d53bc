import type { DocumentId } from '@ecritoire/shared';
import { FileText, Folder, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FolderId } from '../../library/folders.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useFolderName } from '../folder-names.ts';
import { useFolders, useLibrary } from '../library-context.ts';
import { type ThingIconName, thingIcons } from '../thing-icons.ts';
import { titleOf } from '../trash-documents.ts';
import { closeDialog } from './requested-dialog.ts';
import './icon-dialog.css';

/** Chooses the sign that a document has in lists. */
export function DocumentIconDialog({ id }: { readonly id: DocumentId }) {
  const library = useLibrary();
  return (
    <IconDialog
      title={titleOf(library, id)}
      usual={FileText}
      chosen={library.find(id)?.icon}
      onChosen={(icon) => library.giveIcon(id, icon)}
    />
  );
}

/** Chooses the sign that a folder has. */
export function FolderIconDialog({ id }: { readonly id: FolderId }) {
  const library = useLibrary();
  const folder = useFolders().get(id);
  return (
    <IconDialog
      title={useFolderName()(folder)}
      usual={Folder}
      chosen={folder?.icon}
      onChosen={(icon) => library.giveFolderIcon(id, icon)}
    />
  );
}

const names = Object.keys(thingIcons).filter((name): name is ThingIconName => Object.hasOwn(thingIcons, name));

function IconDialog(props: {
  readonly title: string;
  readonly usual: LucideIcon;
  readonly chosen: string | undefined;
  readonly onChosen: (icon: ThingIconName | undefined) => void;
}) {
  const { t } = useTranslation();
  const choose = (icon: ThingIconName | undefined) => {
    props.onChosen(icon);
    closeDialog();
  };
  const Usual = props.usual;
  return (
    <Dialog title={t('icon.title', { title: props.title })} closeLabel={t('common.close')} isOpen onClose={closeDialog}>
      <div className="icons">
        <IconButton label={t('icon.usual')} aria-pressed={props.chosen === undefined} onPress={() => choose(undefined)}>
          <Usual className="icon" aria-hidden />
        </IconButton>
        {names.map((name) => {
          const Icon = thingIcons[name];
          return (
            <IconButton
              key={name}
              label={t(`icon.${name}`)}
              aria-pressed={props.chosen === name}
              onPress={() => choose(name)}
            >
              <Icon className="icon" aria-hidden />
            </IconButton>
          );
        })}
      </div>
    </Dialog>
  );
}
