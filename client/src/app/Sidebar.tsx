import { Files, FileText, HardDrive, Plus, Settings } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { formatBytes } from '../i18n/format.ts';
import { Button } from '../ui/Button.tsx';
import { Mark } from '../ui/Mark.tsx';
import { convergencePart } from './convergence-part.ts';
import { useLibrarySnapshot } from './library-context.ts';
import { documentPath, libraryPath } from './routes.ts';
import { SettingsDialog } from './SettingsDialog.tsx';
import { SearchEntry } from './search/SearchEntry.tsx';
import { useCreateDocument } from './use-create-document.ts';
import { useRoomLeft } from './use-room-left.ts';
import './sidebar.css';

export interface SidebarProps {
  /** Which page is shown: the list, or one document, or neither. */
  readonly current: 'library' | { readonly documentId: string } | undefined;
  /** Something was chosen that changes the page. */
  readonly onLeave?: () => void;
}

const recentCount = 8;

/** Where one can go from here, and what concerns the whole of Écritoire. */
export function Sidebar({ current, onLeave }: SidebarProps) {
  const { t } = useTranslation();
  const isLibrary = current === 'library';
  const { create } = useCreateDocument();
  return (
    <nav className="sidebar__inside" aria-label={t('sidebar.label')}>
      <Link href={libraryPath()} className="sidebar__brand" onClick={onLeave}>
        <Mark />
        {t('brand')}
      </Link>
      <ul className="sidebar__places">
        <li>
          <SearchEntry onLeave={onLeave} />
        </li>
        <li>
          <Link
            href={libraryPath()}
            className="sidebar__link"
            aria-current={isLibrary ? 'page' : undefined}
            onClick={onLeave}
          >
            <Files className="icon" aria-hidden />
            {t('common.toLibrary')}
          </Link>
        </li>
        {!isLibrary && (
          <li>
            <Button kind="quiet" data-testid="new-document" onPress={() => void create()}>
              <Plus className="icon" aria-hidden />
              {t('common.newDocument')}
            </Button>
          </li>
        )}
      </ul>
      {typeof current === 'object' && <RecentDocuments currentId={current.documentId} onLeave={onLeave} />}
      <SidebarFoot />
    </nav>
  );
}

function RecentDocuments(props: { readonly currentId: string; readonly onLeave: (() => void) | undefined }) {
  const { t } = useTranslation();
  const recent = useLibrarySnapshot().entries.slice(0, recentCount);
  if (recent.length === 0) return null;
  return (
    <section className="sidebar__recent">
      <h2 className="sidebar__heading">{t('sidebar.recent')}</h2>
      <ul>
        {recent.map(({ id, title }) => (
          <li key={id}>
            <Link
              href={documentPath(id)}
              className="sidebar__link sidebar__link--document"
              aria-current={id === props.currentId ? 'page' : undefined}
              onClick={props.onLeave}
            >
              <FileText className="icon" aria-hidden />
              <span className="sidebar__title">{title.trim() || t('common.untitled')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SidebarFoot() {
  const { t, i18n } = useTranslation();
  const [isSettingsOpen, setIsSettingsOpen] = useState(false);
  const { room } = useRoomLeft();
  return (
    <div className="sidebar__foot">
      <Convergence />
      {room !== undefined && (
        <p className="sidebar__room">
          <HardDrive className="icon" aria-hidden />
          {t('sidebar.onDevice')}
          <span className="sidebar__size">
            {t('settings.free', { size: formatBytes(room.availableBytes, i18n.language) })}
          </span>
        </p>
      )}
      <Button kind="quiet" onPress={() => setIsSettingsOpen(true)}>
        <Settings className="icon" aria-hidden />
        {t('common.settings')}
      </Button>
      <SettingsDialog isOpen={isSettingsOpen} onClose={() => setIsSettingsOpen(false)} />
    </div>
  );
}

/** Nothing waits for it: it is fetched after the start. */
function Convergence() {
  const part = useSyncExternalStore(convergencePart.subscribe, convergencePart.getState);
  return part.name === 'loaded' ? <part.value.ConvergenceLine /> : null;
}
