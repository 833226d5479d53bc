import { Check, CloudDownload, FileText, HardDrive, Pin } from 'lucide-react';
import { type DragEvent, memo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryEntry } from '../../library/entries.ts';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { endDrag, startDrag } from '../dragging/dragged-things.ts';
import { LibraryMenu } from '../library-menus/LibraryMenu.tsx';
import { RelativeTime } from '../RelativeTime.tsx';
import { documentPath, placePath } from '../routes.ts';
import { thingIcon } from '../thing-icons.ts';
import { trashTerm } from '../trash-term/trash-term-part.ts';
import { RowLink } from './RowLink.tsx';
import { useUnsavedWork } from './use-unsaved-work.ts';
import './document-row.css';

/** Its list is no HTML list: see there. */
const asItem = 'listitem';

/** One document of the list: its title is a link, the rest says what one would want to know before opening it. */
export const DocumentRow = memo(function DocumentRow(props: {
  readonly entry: LibraryEntry;
  /** Where it is, if that is to be said. */
  readonly folderName: string | undefined;
  /** Somebody looks at it: what takes a look at the disk is worth it. */
  readonly isSeen: boolean;
}) {
  const { entry, folderName } = props;
  const { t } = useTranslation();
  const title = entry.title.trim() || t('common.untitled');
  const Icon = thingIcon(entry.icon, FileText);
  return (
    <div role={asItem} className="document-row">
      <Icon className="icon document-row__icon" aria-hidden />
      <div className="document-row__text">
        <p className="document-row__line">
          <RowLink
            href={documentPath(entry.id)}
            className="document-row__title"
            data-testid="document-link"
            onDragStart={(event: DragEvent) => startDrag(event, { documents: [entry.id] })}
            onDragEnd={endDrag}
          >
            {title}
          </RowLink>
          {entry.isPinned && <Pin className="icon document-row__pin" role="img" aria-label={t('pin.pinned')} />}
        </p>
        <p className="document-row__excerpt">{entry.excerpt || t('library.noText')}</p>
        {entry.keptFor !== undefined && <p className="document-row__kept">{t(`trash.kept.${entry.keptFor}`)}</p>}
      </div>
      <span className="document-row__folder">
        {entry.folderId !== undefined && folderName !== undefined && (
          <RowLink href={placePath({ name: 'folder', id: entry.folderId })}>{folderName}</RowLink>
        )}
      </span>
      <span className="document-row__changed">
        <RelativeTime atMs={entry.trashedAt ?? entry.changedAt} />
        {entry.trashedAt !== undefined && <LeavesIn entry={entry} />}
      </span>
      <span className="document-row__state">{props.isSeen && <RowState entry={entry} />}</span>
      <LibraryMenu label={t('library.rowActions', { title })} subject={{ name: 'document', entry, title }} />
    </div>
  );
});

function RowState({ entry }: { readonly entry: LibraryEntry }) {
  const { t } = useTranslation();
  switch (useUnsavedWork(entry)) {
    case 'unsaved':
      return <StatusPill tone="warn" icon={HardDrive} label={t('library.onDevice')} />;
    case 'saved':
      return <StatusPill tone="ok" icon={Check} label={t('library.saved')} />;
    case 'away':
      return <StatusPill tone="neutral" icon={CloudDownload} label={t('devices.notHereYet')} />;
    case undefined:
      return null;
  }
}

function LeavesIn({ entry }: { readonly entry: LibraryEntry }) {
  const part = useSyncExternalStore(trashTerm.subscribe, trashTerm.getState);
  return part.name === 'loaded' ? <part.value.LeavesIn entry={entry} /> : null;
}
