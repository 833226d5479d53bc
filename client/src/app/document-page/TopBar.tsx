import { ArrowLeft, PanelLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { IconButton } from '../../ui/IconButton.tsx';
import type { SidebarToggle } from '../Frame.tsx';
import { libraryPath } from '../routes.ts';
import './top-bar.css';

/** Where am I, and beside it what concerns this document. On a phone, the way back stands first. */
export function TopBar(props: {
  readonly sidebar: SidebarToggle;
  readonly title: string;
  /** Where the document is; absent at the top. */
  readonly folder?: { readonly name: string; readonly path: string } | undefined;
  readonly children?: ReactNode;
}) {
  const { sidebar } = props;
  const { t } = useTranslation();
  return (
    <header className="top-bar">
      {sidebar.isSheet ? (
        <Link href={libraryPath()} className="icon-button" aria-label={t('common.toLibrary')}>
          <ArrowLeft className="icon" aria-hidden />
        </Link>
      ) : (
        <IconButton
          label={t(sidebar.isOpen ? 'document.closeSidebar' : 'document.openSidebar')}
          aria-expanded={sidebar.isOpen}
          onPress={sidebar.toggle}
        >
          <PanelLeft className="icon" aria-hidden />
        </IconButton>
      )}
      <div className="top-bar__place">
        <Link href={props.folder?.path ?? libraryPath()} className="top-bar__parent">
          {props.folder?.name ?? t('common.toLibrary')}
        </Link>
        <span className="top-bar__slash" aria-hidden>
          /
        </span>
        <span className="top-bar__title">{props.title}</span>
      </div>
      <div className="top-bar__tools">{props.children}</div>
    </header>
  );
}
