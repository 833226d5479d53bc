import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMediaQuery } from '../ui/use-media-query.ts';
import { PartDialog } from './PartDialog.tsx';
import { setPreferences, usePreference } from './preferences.ts';
import { Sidebar, type SidebarProps } from './Sidebar.tsx';
import { sidebarSheet } from './sidebar-sheet-part.ts';
import './frame.css';

export interface SidebarToggle {
  readonly isOpen: boolean;
  readonly toggle: () => void;
  /** On a phone the sidebar is a sheet over the page. */
  readonly isSheet: boolean;
}

/** The desk that every page lies on: the sidebar at the left, the page beside it. */
export function Frame(props: {
  readonly sidebar: Omit<SidebarProps, 'onLeave'>;
  /** The list stays beside its own page; beside a text it can be put away, which is remembered. */
  readonly isSidebarFixed?: boolean;
  readonly children: (sidebar: SidebarToggle) => ReactNode;
}) {
  const { t } = useTranslation();
  const isSheet = useMediaQuery('(max-width: 800px)');
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const closeSheet = () => setIsSheetOpen(false);
  const isBesideOpen = usePreference('isSidebarOpen') || props.isSidebarFixed === true;
  const toggle = () => (isSheet ? setIsSheetOpen(!isSheetOpen) : setPreferences({ isSidebarOpen: !isBesideOpen }));
  return (
    <div className="frame">
      <a className="skip-link" href="#content">
        {t('common.skipToContent')}
      </a>
      {!isSheet && isBesideOpen && (
        <div className="sidebar">
          <Sidebar {...props.sidebar} />
        </div>
      )}
      {isSheet && isSheetOpen && (
        <PartDialog
          part={sidebarSheet}
          title={t('sidebar.label')}
          onClose={closeSheet}
          given={{ onClose: closeSheet, children: <Sidebar {...props.sidebar} onLeave={closeSheet} /> }}
        />
      )}
      <div className="frame__main">
        {props.children({ isOpen: isSheet ? isSheetOpen : isBesideOpen, toggle, isSheet })}
      </div>
    </div>
  );
}
